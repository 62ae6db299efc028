import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';

export const PROVIDERS = ['anthropic', 'bedrock', 'vertex'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/**
 * Which provider this job asks: the word that its own script sets, which no sender can change.
 * @throws Fault where `CLAUDE_PROVIDER` is none of the three words, since a slip there would quietly ask the Claude API
 */
export function readProvider(environment: Environment): ProviderName {
  const wanted = environment['CLAUDE_PROVIDER'] ?? '';
  if (wanted !== '' && !PROVIDERS.some((name) => name === wanted))
    throw new Fault('CLAUDE_PROVIDER is none of anthropic, bedrock and vertex.');
  const own = environment['ASK_CLAUDE_PROVIDER'];
  const provider = PROVIDERS.find((name) => name === own);
  if (provider === undefined) throw new Fault('The job does not say which provider it is for.');
  return provider;
}
