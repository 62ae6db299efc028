import { join } from 'node:path';
import type { Environment } from '../Environment.ts';
import { presentVariables, identityToken, requiredVariable } from './Login.ts';
import type { Login } from './Login.ts';

const ROLE = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const REGION = /^[a-z]{2,3}(-[a-z]+)+-\d$/;

/** Claude Code exchanges the job's identity for a role's passing credentials by itself: there are no keys and no aws program. */
export function bedrockLogin(environment: Environment, folder: string): Login {
  const key = environment['AWS_BEARER_TOKEN_BEDROCK'] ?? '';
  if (key !== '') return keyLogin(environment, key);
  const token = identityToken(environment, 'AWS_OIDC_TOKEN');
  return {
    files: { 'aws-token': token },
    settings: {
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: requiredVariable(environment, 'AWS_REGION', REGION),
      AWS_ROLE_ARN: requiredVariable(environment, 'AWS_ROLE_TO_ASSUME', ROLE),
      AWS_ROLE_SESSION_NAME: sessionName(environment),
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'aws-token'),
      // The runner's machine may have a role of its own, which is never the one meant.
      AWS_EC2_METADATA_DISABLED: 'true',
      ...presentVariables(environment, 'ANTHROPIC_BEDROCK_BASE_URL', 'AWS_ENDPOINT_URL_STS'),
    },
  };
}

/** A Bedrock API key in the place of a role: it lasts, so a role is better. */
function keyLogin(environment: Environment, key: string): Login {
  return {
    files: {},
    settings: {
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: requiredVariable(environment, 'AWS_REGION', REGION),
      AWS_BEARER_TOKEN_BEDROCK: key,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...presentVariables(environment, 'ANTHROPIC_BEDROCK_BASE_URL'),
    },
  };
}

/** What CloudTrail shows. */
function sessionName(environment: Environment): string {
  const name = `gitlab-${environment['CI_PROJECT_ID'] ?? ''}-${environment['CI_JOB_ID'] ?? ''}`;
  return name.replace(/[^\w-]/g, '').slice(0, 64);
}
