import { isAccountKeptOut } from '../../../gitlab/Failure.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { SiteFacts } from '../Facts.ts';
import { amber, fine, red, unread } from '../lines.ts';

const DAY = 86_400_000;
/** Time enough to make a new one. */
const WARN_DAYS = 14;

/** Whether GitLab takes the token, it is wide enough, and lasts. */
export function judgeToken({ token, now }: SiteFacts): DoctorLine[] {
  const fix = { kind: 'newToken' } as const;
  if (!token.ok) {
    const { kind, reason, subject, detail } = token.failure;
    if (isAccountKeptOut(token.failure)) return [red('token', 'token_account', { detail })];
    if (kind !== 'token_refused') return [unread('token', token.failure)];
    return reason === 'scope' || reason === 'permissions'
      ? [red('token', 'token_narrow', { values: [subject ?? 'api'], fix })]
      : [red('token', 'token_refused', { detail: detail ?? reason, fix })];
  }
  const { user, expiresAt, signIn } = token.value;
  const ends = expiresAt === null || signIn === 'oauth' ? Infinity : Date.parse(expiresAt);
  return ends - now < WARN_DAYS * DAY
    ? [amber('token', 'token_expires', { values: [expiresAt ?? ''], fix })]
    : [fine('token', 'token', `@${user.username}`)];
}
