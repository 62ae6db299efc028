import { join } from 'node:path';
import { bedrockLogin } from './bedrockLogin.ts';
import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';
import { presentVariables, identityToken, requiredVariable } from './Login.ts';
import type { Login } from './Login.ts';
import { modelSettings } from './models.ts';
import type { ProviderName } from './readProvider.ts';
import { DEFAULTS, type Settings } from '../Settings.ts';
import { vertexLogin } from './vertexLogin.ts';

/**
 * How Claude Code signs in at a provider.
 * @param folder where the login's files will lie
 * @param foundry a resource of Microsoft Foundry in the place of the Claude API; empty for that
 * @throws Fault that names the CI/CD variable which is missing or malformed
 */
export function loginOf(
  provider: ProviderName,
  environment: Environment,
  folder: string,
  { foundry }: Pick<Settings, 'foundry'> = DEFAULTS,
): Login {
  const { files, settings } = {
    anthropic: foundry === '' ? anthropicLogin : () => foundryLogin(environment, foundry),
    bedrock: bedrockLogin,
    vertex: vertexLogin,
  }[provider](environment, folder);
  return { files, settings: { ...settings, ...modelSettings(provider, environment) } };
}

const KEYS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];

/**
 * A key, a subscription's token, or a gateway's, whose address is a literal of the job's script; without any of them the job's
 * own identity, for which the Claude API gives a token of an hour (the names are those that Claude Code 2.1.329 reads).
 */
function anthropicLogin(environment: Environment, folder: string): Login {
  const settings = presentVariables(environment, ...KEYS, 'ANTHROPIC_BASE_URL');
  if (KEYS.some((key) => settings[key])) return { files: {}, settings };
  if (!environment['ANTHROPIC_FEDERATION_RULE_ID'])
    throw new Fault(
      'There is no ANTHROPIC_API_KEY here: the CI/CD variable is missing, or protected while this branch is not.',
    );
  const identity = {
    ANTHROPIC_FEDERATION_RULE_ID: requiredVariable(environment, 'ANTHROPIC_FEDERATION_RULE_ID', ID),
    ANTHROPIC_ORGANIZATION_ID: requiredVariable(environment, 'ANTHROPIC_ORGANIZATION_ID', ID),
    ...presentVariables(environment, 'ANTHROPIC_SERVICE_ACCOUNT_ID', 'ANTHROPIC_WORKSPACE_ID'),
    ANTHROPIC_IDENTITY_TOKEN_FILE: join(folder, 'claude-token'),
  };
  const files = { 'claude-token': identityToken(environment, 'ANTHROPIC_OIDC_TOKEN') };
  return { files, settings: { ...settings, ...identity } };
}

const ID = /^[\w-]{1,100}$/;

/** The resource is a literal of the job's file: whoever could set it would receive the key. */
function foundryLogin(environment: Environment, foundry: string): Login {
  const keys = presentVariables(
    environment,
    'ANTHROPIC_FOUNDRY_API_KEY',
    'ANTHROPIC_FOUNDRY_AUTH_TOKEN',
  );
  if (Object.keys(keys).length === 0)
    requiredVariable(environment, 'ANTHROPIC_FOUNDRY_API_KEY', /./);
  const where = foundry.includes('://')
    ? { ANTHROPIC_FOUNDRY_BASE_URL: foundry }
    : { ANTHROPIC_FOUNDRY_RESOURCE: foundry };
  return { files: {}, settings: { CLAUDE_CODE_USE_FOUNDRY: '1', ...where, ...keys } };
}
