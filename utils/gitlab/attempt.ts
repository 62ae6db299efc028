import type { z } from 'zod';
import { type Answer, UnexpectedAnswer } from './Answer.ts';
import type { Failure, Result } from './Failure.ts';
import { type Effect, detailOf, failureOf } from './failureOf.ts';

/** Calls GitLab and parses the answer. Nothing is thrown: what went wrong is a `Failure`, from which `hide` has taken the token. */
export async function attempt<Value>(
  effect: Effect,
  schema: z.ZodType<Value>,
  call: () => Promise<unknown>,
  hide: (text: string) => string,
): Promise<Result<Value>> {
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    return { ok: false, failure: hidden(failureOfError(error, effect, hide), hide) };
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const seen = `Unexpected answer at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`;
  return {
    ok: false,
    failure: { kind: effect === 'create' ? 'answer_lost' : 'unknown', ...detailOf([seen]) },
  };
}

/** The token is hidden before anything is cut off: half of it would be found by nobody. */
function failureOfError(error: unknown, effect: Effect, hide: (text: string) => string): Failure {
  if (error instanceof UnexpectedAnswer) return failureOf(withoutToken(error.answer, hide), effect);
  // A programming error, or one of gitbeaker's: only its name is safe to show.
  return { kind: 'unknown', detail: error instanceof Error ? error.name : 'Unknown error' };
}

function withoutToken(answer: Answer, hide: (text: string) => string): Answer {
  if (answer.seen === 'redirect') return answer;
  return answer.seen === 'nothing'
    ? { ...answer, detail: hide(answer.detail) }
    : { ...answer, text: hide(answer.text) };
}

function hidden(failure: Failure, hide: (text: string) => string): Failure {
  return {
    ...failure,
    ...(failure.detail === undefined ? {} : { detail: hide(failure.detail) }),
    ...(failure.subject === undefined ? {} : { subject: hide(failure.subject) }),
  };
}
