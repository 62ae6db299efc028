import type { EndpointName } from '../endpoints.ts';

/** Jobs of `templates/claude.yml`, by where the model is reached. */
export const PROVIDERS = ['claude', 'claude-bedrock', 'claude-vertex'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** A variable that the project needs before the first ask. */
export interface NeededVariable {
  key: string;
  /** A secret: to be masked. */
  secret: boolean;
  /** What it has to be, where that is not the project's own matter. */
  value?: string;
}

const WRITES_BACK: NeededVariable = { key: 'GITLAB_ACCESS_TOKEN', secret: true };

function named(...keys: string[]): NeededVariable[] {
  return keys.map((key) => ({ key, secret: false }));
}

/** What each provider's job reads from the project's CI/CD variables. */
export const NEEDED_VARIABLES: Record<Provider, readonly NeededVariable[]> = {
  claude: [{ key: 'ANTHROPIC_API_KEY', secret: true }, WRITES_BACK],
  'claude-bedrock': [
    { key: 'CLAUDE_PROVIDER', secret: false, value: 'bedrock' },
    ...named('AWS_ROLE_TO_ASSUME', 'AWS_REGION'),
    WRITES_BACK,
  ],
  'claude-vertex': [
    { key: 'CLAUDE_PROVIDER', secret: false, value: 'vertex' },
    ...named('GCP_WORKLOAD_IDENTITY_PROVIDER', 'GCP_SERVICE_ACCOUNT', 'CLOUD_ML_REGION'),
    WRITES_BACK,
  ],
};

/** Ways to sign in without a key of the Claude API. */
export const SIGN_INS = ['foundry', 'federation'] as const;
export type SignIn = (typeof SIGN_INS)[number];

/** What they need in the place of it. */
export const SIGN_IN_VARIABLES: Record<SignIn, readonly NeededVariable[]> = {
  foundry: [{ key: 'ANTHROPIC_FOUNDRY_API_KEY', secret: true }, WRITES_BACK],
  federation: [...named('ANTHROPIC_FEDERATION_RULE_ID', 'ANTHROPIC_ORGANIZATION_ID'), WRITES_BACK],
};

/** Which endpoint a gateway stands in for. */
export const ENDPOINT_OF: Record<Provider, EndpointName> = {
  claude: 'anthropic',
  'claude-bedrock': 'bedrock',
  'claude-vertex': 'vertex',
};
