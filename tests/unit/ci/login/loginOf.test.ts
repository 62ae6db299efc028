import { describe, expect, it } from 'vitest';
import { loginOf } from '../../../../ci/login/loginOf.ts';
import { readProvider } from '../../../../ci/login/readProvider.ts';

const token = 'head.body.signature';
const aws = {
  AWS_OIDC_TOKEN: token,
  AWS_ROLE_TO_ASSUME: 'arn:aws:iam::123456789012:role/ci/claude',
  AWS_REGION: 'eu-central-1',
  CI_PROJECT_ID: '5',
  CI_JOB_ID: '77',
};
const google = {
  GCP_OIDC_TOKEN: token,
  GCP_WORKLOAD_IDENTITY_PROVIDER:
    'projects/123/locations/global/workloadIdentityPools/gitlab/providers/main',
  GCP_SERVICE_ACCOUNT: 'claude@acme-ai.iam.gserviceaccount.com',
  CLOUD_ML_REGION: 'global',
};

describe('the provider', () => {
  it('is what the job’s own script says', () => {
    expect(readProvider({ ASK_CLAUDE_PROVIDER: 'vertex', CLAUDE_PROVIDER: 'vertex' })).toBe(
      'vertex',
    );
  });

  it('is never guessed from a word that is none of the three', () => {
    expect(() =>
      readProvider({ ASK_CLAUDE_PROVIDER: 'anthropic', CLAUDE_PROVIDER: 'Bedrock' }),
    ).toThrow('CLAUDE_PROVIDER is none of anthropic, bedrock and vertex.');
  });
});

describe('signing in', () => {
  it('at the Claude API takes a key, and says what may be wrong where there is none', () => {
    const { files, settings } = loginOf('anthropic', { ANTHROPIC_API_KEY: 'key', ...aws }, '/in');
    expect(files).toEqual({});
    expect(settings).toMatchObject({ ANTHROPIC_API_KEY: 'key' });
    expect(Object.keys(settings).filter((name) => name.startsWith('AWS'))).toEqual([]);
    expect(() => loginOf('anthropic', {}, '/in')).toThrow(/ANTHROPIC_API_KEY.*protected/);
  });

  it('at the Claude API takes a subscription’s token, too', () => {
    const { settings } = loginOf('anthropic', { CLAUDE_CODE_OAUTH_TOKEN: 'token' }, '/in');
    expect(settings).toMatchObject({ CLAUDE_CODE_OAUTH_TOKEN: 'token' });
  });

  it('at the Claude API hands over the job’s identity where there is a rule for it and no key', () => {
    const rule = {
      ANTHROPIC_OIDC_TOKEN: token,
      ANTHROPIC_FEDERATION_RULE_ID: 'fdrl_01',
      ANTHROPIC_ORGANIZATION_ID: '0b1c',
    };
    expect(loginOf('anthropic', rule, '/in')).toMatchObject({
      files: { 'claude-token': token },
      settings: {
        ANTHROPIC_FEDERATION_RULE_ID: 'fdrl_01',
        ANTHROPIC_ORGANIZATION_ID: '0b1c',
        ANTHROPIC_IDENTITY_TOKEN_FILE: '/in/claude-token',
      },
    });
    const withKey = loginOf('anthropic', { ...rule, ANTHROPIC_API_KEY: 'key' }, '/in');
    expect(withKey.files).toEqual({});
    const without = (name: string) => () => loginOf('anthropic', { ...rule, [name]: '' }, '/in');
    expect(without('ANTHROPIC_ORGANIZATION_ID')).toThrow('There is no ANTHROPIC_ORGANIZATION_ID');
    expect(without('ANTHROPIC_OIDC_TOKEN')).toThrow('GitLab gave this job no ANTHROPIC_OIDC_TOKEN');
  });

  it.each([
    ['acme-ai', { ANTHROPIC_FOUNDRY_RESOURCE: 'acme-ai' }],
    ['https://gate.test/claude', { ANTHROPIC_FOUNDRY_BASE_URL: 'https://gate.test/claude' }],
  ])('at Foundry goes where the file says, %s, and nowhere else', (foundry, where) => {
    const environment = {
      ANTHROPIC_FOUNDRY_API_KEY: 'key',
      ANTHROPIC_FOUNDRY_RESOURCE: 'evil',
      ANTHROPIC_FOUNDRY_BASE_URL: 'https://evil.test',
      ANTHROPIC_API_KEY: 'other',
    };
    const { settings } = loginOf('anthropic', environment, '/in', { foundry });
    const own = Object.entries(settings).filter(([name]) => !name.startsWith('ANTHROPIC_DEFAULT'));
    expect(Object.fromEntries(own)).toEqual({
      CLAUDE_CODE_USE_FOUNDRY: '1',
      ANTHROPIC_FOUNDRY_API_KEY: 'key',
      ...where,
    });
    expect(() => loginOf('anthropic', {}, '/in', { foundry })).toThrow(
      'There is no ANTHROPIC_FOUNDRY_API_KEY',
    );
  });

  it('at Bedrock takes an API key of its own in the place of a role', () => {
    const environment = { ...aws, AWS_BEARER_TOKEN_BEDROCK: 'bedrock-key', AWS_OIDC_TOKEN: '' };
    const { files, settings } = loginOf('bedrock', environment, '/in');
    expect(files).toEqual({});
    expect(settings).toMatchObject({ AWS_BEARER_TOKEN_BEDROCK: 'bedrock-key' });
    expect(settings).not.toHaveProperty('AWS_ROLE_ARN');
  });

  it('at Bedrock hands over a role and the file with the job’s identity, no key', () => {
    const { files, settings } = loginOf('bedrock', { ...aws, ANTHROPIC_API_KEY: 'key' }, '/in');
    expect(files).toEqual({ 'aws-token': token });
    expect(settings).toMatchObject({
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: 'eu-central-1',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ci/claude',
      AWS_ROLE_SESSION_NAME: 'gitlab-5-77',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/in/aws-token',
    });
    expect(settings).not.toHaveProperty('ANTHROPIC_API_KEY');
  });

  it('at Vertex hands over an external account whose source is the file, no key', () => {
    const { files, settings } = loginOf('vertex', google, '/in');
    expect(JSON.parse(files['google-credentials.json'] ?? '')).toEqual({
      type: 'external_account',
      audience: `//iam.googleapis.com/${google.GCP_WORKLOAD_IDENTITY_PROVIDER}`,
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      service_account_impersonation_url:
        'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/claude@acme-ai.iam.gserviceaccount.com:generateAccessToken',
      credential_source: { file: '/in/google-token', format: { type: 'text' } },
    });
    expect(settings).toMatchObject({
      CLAUDE_CODE_USE_VERTEX: '1',
      ANTHROPIC_VERTEX_PROJECT_ID: 'acme-ai',
      GOOGLE_APPLICATION_CREDENTIALS: '/in/google-credentials.json',
    });
  });

  it('takes the project that pays from its variable where the account’s name does not tell', () => {
    const account = '123-compute@developer.gserviceaccount.com';
    const environment = { ...google, GCP_SERVICE_ACCOUNT: account };
    expect(() => loginOf('vertex', environment, '/in')).toThrow('ANTHROPIC_VERTEX_PROJECT_ID');
    const named = { ...environment, ANTHROPIC_VERTEX_PROJECT_ID: 'acme-bills' };
    expect(loginOf('vertex', named, '/in').settings).toMatchObject({
      ANTHROPIC_VERTEX_PROJECT_ID: 'acme-bills',
    });
  });

  it.each([
    ['bedrock', 'AWS_ROLE_TO_ASSUME', 'arn:aws:iam::1:user/x'],
    ['bedrock', 'AWS_REGION', 'eu-central-1.evil.test/'],
    ['vertex', 'GCP_WORKLOAD_IDENTITY_PROVIDER', '//iam.googleapis.com/projects/1'],
    ['vertex', 'GCP_SERVICE_ACCOUNT', 'x@evil.test/y:z.gserviceaccount.com'],
    ['vertex', 'CLOUD_ML_REGION', 'us-east5@evil.test'],
  ] as const)('at %s names %s when it is missing or malformed', (provider, name, wrong) => {
    const whole = provider === 'bedrock' ? aws : google;
    expect(() => loginOf(provider, { ...whole, [name]: wrong }, '/in')).toThrow(name);
    expect(() => loginOf(provider, { ...whole, [name]: '' }, '/in')).toThrow(`There is no ${name}`);
  });

  it('says that GitLab gave no identity', () => {
    expect(() => loginOf('bedrock', { ...aws, AWS_OIDC_TOKEN: '' }, '/in')).toThrow('id_tokens');
  });
});
