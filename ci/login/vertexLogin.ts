import { join } from 'node:path';
import type { Environment } from '../Environment.ts';
import { presentVariables, identityToken, requiredVariable } from './Login.ts';
import type { Login } from './Login.ts';

const PROVIDER =
  /^projects\/\d{1,20}\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{1,64}\/providers\/[a-z0-9-]{1,64}$/;
const ACCOUNT = /^[a-z0-9-]{1,64}@[a-z0-9.-]{1,100}\.gserviceaccount\.com$/;
const REGION = /^(global|[a-z]{2,12}|[a-z]+-[a-z]+\d{1,2})$/;
const PROJECT = /^[a-z0-9][a-z0-9:.-]{1,100}$/;

/** Claude Code exchanges the job's identity for a service account's passing token by itself: there are no keys and no gcloud. */
export function vertexLogin(environment: Environment, folder: string): Login {
  const token = identityToken(environment, 'GCP_OIDC_TOKEN');
  const provider = requiredVariable(environment, 'GCP_WORKLOAD_IDENTITY_PROVIDER', PROVIDER);
  const account = requiredVariable(environment, 'GCP_SERVICE_ACCOUNT', ACCOUNT);
  const tokenFile = join(folder, 'google-token');
  const sts = environment['GOOGLE_STS_ENDPOINT'] || 'https://sts.googleapis.com';
  const iam = environment['GOOGLE_IAM_ENDPOINT'] || 'https://iamcredentials.googleapis.com';
  const credentials = {
    type: 'external_account',
    audience: `//iam.googleapis.com/${provider}`,
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${sts}/v1/token`,
    service_account_impersonation_url: `${iam}/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    credential_source: { file: tokenFile, format: { type: 'text' } },
  };
  return {
    files: { 'google-token': token, 'google-credentials.json': JSON.stringify(credentials) },
    settings: {
      CLAUDE_CODE_USE_VERTEX: '1',
      CLOUD_ML_REGION: requiredVariable(environment, 'CLOUD_ML_REGION', REGION),
      ANTHROPIC_VERTEX_PROJECT_ID: projectId(environment, account),
      GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'google-credentials.json'),
      // The runner's machine may have an account of its own, which is never the one meant.
      METADATA_SERVER_DETECTION: 'none',
      ...presentVariables(environment, 'ANTHROPIC_VERTEX_BASE_URL'),
    },
  };
}

/** The project that pays: named, else the service account's own. */
function projectId(environment: Environment, account: string): string {
  if (!environment['ANTHROPIC_VERTEX_PROJECT_ID']) {
    const own = /@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(account)?.[1];
    if (own !== undefined) return own;
  }
  return requiredVariable(environment, 'ANTHROPIC_VERTEX_PROJECT_ID', PROJECT);
}
