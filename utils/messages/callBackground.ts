import { browser } from 'wxt/browser';
import type { PageApi } from './pageMessages.ts';

/** `gone`: this script outlived its extension, which was updated or switched off; only a reload of the page helps. */
export type CallResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; gone: boolean; error: string };

type Method = keyof PageApi;
type ValueOf<Name extends Method> = Awaited<ReturnType<PageApi[Name]>>;

/** The type of `callBackground`, for what is handed it. */
export type CallBackground = typeof callBackground;

/** Asks the background, from a script on a GitLab page. Never throws: that nobody answered is an answer too. */
export async function callBackground<Name extends Method>(
  method: Name,
  request: Parameters<PageApi[Name]>[0],
): Promise<CallResult<ValueOf<Name>>> {
  try {
    const answer: unknown = await browser.runtime.sendMessage({ method, request });
    if (isAnswer(answer)) {
      return answer.ok
        ? // The background is our own code of the same version: `PageApi` binds both ends.
          { ok: true, value: answer.value as ValueOf<Name> }
        : { ok: false, gone: false, error: answer.error };
    }
    return { ok: false, gone: false, error: 'The background gave no answer.' };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, gone: browser.runtime?.id === undefined, error: words };
  }
}

function isAnswer(
  answer: unknown,
): answer is { ok: true; value: unknown } | { ok: false; error: string } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}
