import type { Answer } from './Answer.ts';
import type { Failure, FailureKind, Reason } from '../Failure.ts';
import { type Words, errorWords } from './errorWords.ts';

/** Whether asking twice does harm: a lost answer to `create` leaves open whether something was made. */
export type Effect = 'repeatable' | 'create';

const DETAIL_LENGTH = 500;

/** GitLab's own texts of a 400 or 422 (18.9, 19.3 and older), by what they mean. */
const KIND_OF_TEXT: readonly [RegExp, FailureKind][] = [
  [/^Too many pipelines created in the last minute/, 'rate_limited'],
  [/^You do not have sufficient permission to run a pipeline on /, 'forbidden'],
  [/^Insufficient permissions to set pipeline variables/, 'variables_forbidden'],
  [/^The resulting pipeline would have been empty/, 'no_job'],
  [/^Pipeline will not run for the selected trigger/, 'no_job'],
  [/^No stages \/ jobs for this pipeline/, 'no_job'],
  [/^The pipeline did not run\. Review the workflow:rules/, 'no_job'],
  [/^Pipeline filtered out by workflow rules/, 'no_job'],
  [/^Missing CI config file/, 'no_ci_file'],
  [/^(Reference not found|Commit not found|Ref is ambiguous)/, 'no_ref'],
];

/** Why GitLab keeps an account out, in the words of `lib/gitlab/auth/user_access_denied_reason.rb` (18.9); the more particular ones first. */
const ACCOUNT_TEXTS: readonly [RegExp, Reason][] = [
  [/must accept the Terms of Service/, 'terms'],
  [/\bpassword (has )?expired\b/, 'password_expired'],
  [/\baccount has been deactivated\b/, 'account_deactivated'],
  [/\bemail address is not confirmed\b/, 'account_unconfirmed'],
  [/\baccount (has been|is|was) (blocked|banned|locked|pending approval)\b/, 'account_blocked'],
];

/** The failure that an answer amounts to, by the table of error kinds in `docs/design.md`. */
export function failureOf(answer: Answer, effect: Effect, hide: Hide = (text) => text): Failure {
  if (answer.seen === 'nothing')
    return { kind: lost(effect, 'network'), seen: { what: answer.why, values: [] } };
  if (answer.seen === 'redirect')
    return {
      ...(effect === 'create' ? { kind: 'answer_lost' } : { kind: 'not_json', reason: 'redirect' }),
      seen: { what: 'redirected', values: [] },
    };

  if (answer.seen === 'too_long')
    return { kind: 'refused', seen: { what: 'too_long', values: [String(answer.most)] } };

  const { status } = answer;
  const words = errorWords(answer.text);
  const said = { status, ...detailOf(words.messages, hide) };
  if (status >= 500) return { kind: lost(effect, 'network'), ...said };
  if (status < 300) return { kind: lost(effect, 'not_json'), ...said };
  if (status < 400) return { kind: lost(effect, 'not_json'), ...said };
  // GitLab's API says every 404 in JSON: a page comes from something before it.
  if (status === 404 && /^\s*</.test(answer.text))
    return { kind: 'not_found', reason: 'encoded_slashes', ...said };
  return { kind: kindOf(status, words), ...said, ...aboutOf(status, words) };
}

/** Takes the token out of a text. */
export type Hide = (text: string) => string;

/** At most 500 characters of plain text; nothing when there is nothing to say. Cut only once `hide` has seen it: half a token would be one too. */
export function detailOf(messages: readonly string[], hide: Hide): { detail?: string } {
  const detail = hide(messages.join('; '));
  if (!detail) return {};
  return {
    detail: detail.length > DETAIL_LENGTH ? `${detail.slice(0, DETAIL_LENGTH - 1)}…` : detail,
  };
}

function lost(effect: Effect, otherwise: FailureKind): FailureKind {
  return effect === 'create' ? 'answer_lost' : otherwise;
}

function kindOf(status: number, words: Words): FailureKind {
  switch (status) {
    case 401:
      return 'token_refused';
    case 403:
      return words.error === 'insufficient_scope' || words.error === 'insufficient_granular_scope'
        ? 'token_refused'
        : 'forbidden';
    case 404:
      return 'not_found';
    case 429:
      return 'rate_limited';
    default:
      return kindOfMessages(words.messages);
  }
}

function kindOfMessages(messages: readonly string[]): FailureKind {
  for (const message of messages)
    for (const [text, kind] of KIND_OF_TEXT) if (text.test(message)) return kind;
  return 'refused';
}

/** What the refusal is about, where GitLab's words tell (18.9, 19.3: `lib/api/api_guard.rb`). */
function aboutOf(status: number, words: Words): { reason?: Reason; subject?: string } {
  const text = words.messages.join(' ');
  const permissions = /permissions: \[([^\]]{1,400})\]/.exec(text)?.[1];
  if (words.error === 'dpop_error') return { reason: 'dpop' };
  if (status === 401 && /\brevoked\b/.test(text)) return { reason: 'revoked' };
  if (status === 401 && /\bexpired\b/.test(text)) return { reason: 'expired' };
  if (words.error === 'insufficient_scope') return { reason: 'scope', ...scopeOf(words) };
  const account = status === 403 && ACCOUNT_TEXTS.find(([said]) => said.test(text));
  if (account) return { reason: account[1] };
  if (status === 400 && text.startsWith('Pipelines are disabled')) return { reason: 'ci_off' };
  // GitLab's answer to a change at a project's old address (`lib/api/helpers.rb`, `find_project!`).
  if (status === 405) return { reason: 'moved' };
  if (words.error === 'insufficient_granular_scope' && permissions)
    return { reason: 'permissions', subject: permissions };
  const subject = /to run a pipeline on '(.{1,255}?)'\. /.exec(text)?.[1];
  return subject === undefined ? {} : { subject };
}

/** GitLab lists every scope that could do, ones that the token has too: for all that we ask, `api` is the one. */
function scopeOf({ scope }: Words): { subject?: string } {
  if (scope === undefined) return {};
  return { subject: scope.split(' ').includes('api') ? 'api' : scope };
}
