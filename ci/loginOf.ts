import { bedrockLogin } from './bedrockLogin.ts';
import type { Environment } from './Environment.ts';
import { Fault } from './Fault.ts';
import { given } from './Login.ts';
import type { Login } from './Login.ts';
import { modelSettings } from './models.ts';
import type { ProviderName } from './readProvider.ts';
import { vertexLogin } from './vertexLogin.ts';

/**
 * How Claude Code signs in at a provider.
 * @param folder where the login's files will lie
 * @throws Fault that names the CI/CD variable which is missing or malformed
 */
export function loginOf(provider: ProviderName, environment: Environment, folder: string): Login {
  const { files, settings } = {
    anthropic: anthropicLogin,
    bedrock: bedrockLogin,
    vertex: vertexLogin,
  }[provider](environment, folder);
  return { files, settings: { ...settings, ...modelSettings(provider, environment) } };
}

/** A key, a subscription's token, or a gateway's; the gateway's address is a literal of the job's script. */
function anthropicLogin(environment: Environment): Login {
  const settings = given(
    environment,
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'CLAUDE_CODE_OAUTH_TOKEN',
    'ANTHROPIC_BASE_URL',
  );
  const keys = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];
  if (!keys.some((key) => settings[key]))
    throw new Fault(
      'There is no ANTHROPIC_API_KEY here: the CI/CD variable is missing, or protected while this branch is not.',
    );
  return { files: {}, settings };
}
