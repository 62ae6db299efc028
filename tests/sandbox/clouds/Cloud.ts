import type { IncomingHttpHeaders } from 'node:http';
import type { CiVariable } from '../ci/types.ts';
import type { ModelRequest } from '../model/takeTurn.ts';

/** A request as a cloud's part sees it. */
export interface CloudCall {
  method: string;
  /** Raw, as it was sent, with the part's own start. */
  url: string;
  /** Without the part's own start, and without the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface CloudAnswer {
  status: number;
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}

/** What was set up in the two clouds by hand: who is trusted with what. Tests may change it. */
export interface Trust {
  /** The GitLab whose tokens count; read when it is needed, since a sandbox learns its port late. */
  issuer: () => string;
  /** The one subject that may have the role and the account. */
  subject: string;
}

/** What the parts share: the credentials given so far, and what the model was asked. */
export interface Cloud {
  trust: Trust;
  /** Secrets of the AWS sessions, by access key. */
  awsSessions: Map<string, { secret: string; session: string }>;
  federatedTokens: Set<string>;
  googleTokens: Set<string>;
  /** What was asked of each part, e.g. `aws-sts AssumeRoleWithWebIdentity`, in order. */
  steps: string[];
  requests: ModelRequest[];
}

export const AWS = {
  role: 'arn:aws:iam::123456789012:role/ask-claude',
  region: 'eu-central-1',
} as const;

export const GOOGLE = {
  provider: 'projects/4711/locations/global/workloadIdentityPools/gitlab/providers/acme',
  account: 'ask-claude@acme-ai.iam.gserviceaccount.com',
  project: 'acme-ai',
  region: 'europe-west1',
} as const;

/** The CI/CD variables that a project needs for a provider. */
export function providerVariables(provider: 'anthropic' | 'bedrock' | 'vertex'): CiVariable[] {
  const values = {
    anthropic: {},
    bedrock: { AWS_ROLE_TO_ASSUME: AWS.role, AWS_REGION: AWS.region },
    vertex: {
      GCP_WORKLOAD_IDENTITY_PROVIDER: GOOGLE.provider,
      GCP_SERVICE_ACCOUNT: GOOGLE.account,
      CLOUD_ML_REGION: GOOGLE.region,
    },
  }[provider];
  return Object.entries({ CLAUDE_PROVIDER: provider, ...values }).map(([key, value]) => ({
    key,
    value,
    raw: true,
  }));
}

export function jsonAnswer(status: number, body: unknown): CloudAnswer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
