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

/** Of these the background only reads: they can be asked again. */
const READS = /^(?:get|list|read|recall|load|has|preview|diagnose)/;

/** The message's answer; undefined where the page was left before it came, and came back: no back/forward cache keeps a channel. */
async function send(message: { method: Method; request: unknown }): Promise<unknown> {
  const over = new AbortController();
  const back = new Promise<undefined>((resolve) => {
    const cameBack = ({ persisted, isTrusted }: PageTransitionEvent) =>
      persisted && isTrusted && resolve(undefined);
    addEventListener('pageshow', cameBack, { signal: over.signal });
  });
  try {
    return await Promise.race([browser.runtime.sendMessage(message), back]);
  } finally {
    over.abort();
  }
}

/** Asks the background, from a script on a GitLab page. Never throws: that nobody answered is an answer too. */
export async function callBackground<Name extends Method>(
  method: Name,
  request: Parameters<PageApi[Name]>[0],
): Promise<CallResult<ValueOf<Name>>> {
  try {
    const message = { method, request };
    let answer = await send(message);
    if (answer === undefined && READS.test(method)) answer = await send(message);
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
