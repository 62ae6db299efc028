import type { AccessToken } from '../gitlab/entities.ts';
import type { Failure, Reason, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { Site } from './Site.ts';

/** What firing and following need of a fine-grained token (facts: GitLab 19.2, fine-grained personal access tokens), as GitLab's API and its pages name it. */
const NEEDED_PERMISSIONS: readonly [permission: string, words: string][] = [
  ['create_pipeline', 'Pipeline: Create'],
  ['read_pipeline', 'Pipeline: Read'],
  ['read_job', 'Job: Read'],
];

/**
 * Asks GitLab whose token this is and what it may do. `token_refused` for one that is invalid, expired, revoked
 * or too narrow; `reason` then says which, and `subject` names missing permissions.
 */
export async function checkToken(
  gitLab: Pick<GitLab, 'user' | 'accessToken'>,
  root: string,
  now: Date,
): Promise<Result<Site>> {
  const token = await gitLab.accessToken();
  if (!token.ok) return token;
  const refusal = refusalOf(token.value, now);
  if (refusal) return { ok: false, failure: refusal };
  const user = await gitLab.user();
  if (!user.ok) return user;
  const { username, name } = user.value;
  const { scopes, expires_at: expiresAt } = token.value;
  return {
    ok: true,
    value: {
      root,
      user: { username, name },
      scopes,
      expiresAt: expiresAt?.slice(0, 10) ?? null,
      ...(token.value.granular === true && { signIn: 'fine_grained' as const }),
    },
  };
}

function refused(reason: Reason): Failure {
  return { kind: 'token_refused', reason };
}

function refusalOf(token: AccessToken, now: Date): Failure | null {
  if (token.revoked) return refused('revoked');
  // A day alone means its first moment, in UTC: GitLab's tokens end at the start of that day.
  if (token.expires_at !== null && Date.parse(token.expires_at) <= now.getTime())
    return refused('expired');
  if (!token.active) return refused('inactive');
  if (token.granular !== true) return token.scopes.includes('api') ? null : refused('scope');
  if (token.granular_scopes === undefined) return null;
  const held = new Set(token.granular_scopes.flatMap(({ permissions }) => permissions));
  const missing = NEEDED_PERMISSIONS.filter(([permission]) => !held.has(permission));
  return missing.length > 0
    ? { ...refused('permissions'), subject: missing.map(([, words]) => words).join(', ') }
    : null;
}
