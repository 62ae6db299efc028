import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';
import type { ProviderName } from './readProvider.ts';

type Ids = Record<ProviderName, string>;

/**
 * Whole ids, since Claude Code's short names mean older models at Bedrock and Vertex, and can mean others tomorrow. On Bedrock
 * the name of a region group comes first.
 */
const MODELS: Record<'opus' | 'sonnet' | 'haiku', Ids> = {
  opus: {
    anthropic: 'claude-opus-5-5',
    bedrock: 'anthropic.claude-opus-5-5',
    vertex: 'claude-opus-5-5',
  },
  sonnet: {
    anthropic: 'claude-sonnet-5-5',
    bedrock: 'anthropic.claude-sonnet-5-5',
    vertex: 'claude-sonnet-5-5',
  },
  haiku: {
    anthropic: 'claude-haiku-5-5',
    bedrock: 'anthropic.claude-haiku-5-5',
    vertex: 'claude-haiku-5-5',
  },
};

/** An inference profile's whole ARN, too; `[1m]` at its end asks for the long context. */
const MODEL_ID = /^[A-Za-z0-9][\w.:@/-]{0,199}(\[1m\])?$/;

/**
 * The model's id at this provider: the asker's choice, else the project's `CLAUDE_MODEL`, else Sonnet. A short name or the
 * Claude API's id of one of the three becomes this provider's id; any other id goes as it stands.
 * @throws Fault
 */
export function modelFor(
  provider: ProviderName,
  requested: string | null,
  environment: Environment,
): string {
  const set = environment['CLAUDE_MODEL'] || 'sonnet';
  if (!MODEL_ID.test(set)) throw new Fault('CLAUDE_MODEL does not have its form.');
  const name = requested ?? set;
  return idOf(provider, name, environment);
}

/** A short name or the Claude API's id of one of the three as this provider's id; any other as it stands. */
export function idOf(provider: ProviderName, name: string, environment: Environment): string {
  const [, plain = name, long = ''] = /^(.*?)(\[1m\])?$/.exec(name) ?? [];
  const known = Object.entries(MODELS).find(
    ([short, ids]) => short === plain || ids.anthropic === plain,
  );
  return (known ? idAt(provider, known[1], environment) : plain) + long;
}

/** What Claude Code's short names shall mean; so it does not try out which models there are, either. */
export function modelSettings(
  provider: ProviderName,
  environment: Environment,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(MODELS).map(([short, ids]) => [
      `ANTHROPIC_DEFAULT_${short.toUpperCase()}_MODEL`,
      idAt(provider, ids, environment),
    ]),
  );
}

function idAt(provider: ProviderName, ids: Ids, environment: Environment): string {
  const id = ids[provider];
  return provider === 'bedrock' ? `${regionGroup(environment['AWS_REGION'] ?? '')}.${id}` : id;
}

/** The group of an AWS region in whose data centres a request may be answered, as Claude Code names them. */
function regionGroup(region: string): string {
  const groups = { 'us-gov-': 'us-gov', 'us-': 'us', 'eu-': 'eu', 'ap-': 'apac' };
  const found = Object.entries(groups).find(([start]) => region.startsWith(start));
  return found?.[1] ?? 'global';
}
