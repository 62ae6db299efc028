import type { z } from 'zod';
import { UnexpectedAnswer } from './Answer.ts';
import type { Failure, Result } from '../Failure.ts';
import { type Effect, type Hide, detailOf, failureOf } from './failureOf.ts';

/** Calls GitLab and parses the answer. Nothing is thrown: what went wrong is a `Failure`, from which `hide` has taken the token. */
export async function attempt<Value>(
  effect: Effect,
  schema: z.ZodType<Value>,
  call: () => Promise<unknown>,
  hide: Hide,
): Promise<Result<Value>> {
  let answer: unknown;
  try {
    answer = await call();
  } catch (error) {
    return { ok: false, failure: withoutToken(failureOfError(error, effect, hide), hide) };
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const { detail = '' } = detailOf([issue?.path.join('.') ?? '', issue?.message ?? ''], hide);
  return {
    ok: false,
    failure: {
      kind: effect === 'create' ? 'answer_lost' : 'unknown',
      seen: { what: 'unexpected', values: [detail] },
    },
  };
}

function failureOfError(error: unknown, effect: Effect, hide: Hide): Failure {
  if (error instanceof UnexpectedAnswer) return failureOf(error.answer, effect, hide);
  // A programming error, or one of gitbeaker's: only its name is safe to show.
  return { kind: 'unknown', ...(error instanceof Error && { detail: error.name }) };
}

function withoutToken(failure: Failure, hide: Hide): Failure {
  return failure.subject === undefined ? failure : { ...failure, subject: hide(failure.subject) };
}
