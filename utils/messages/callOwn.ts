import { browser } from 'wxt/browser';
import type { OwnApi } from './ownMessages.ts';

type Method = keyof OwnApi;

/** Asks the background, from the options page or the popup. Rejects only when the extension itself fails. */
export async function callOwn<Name extends Method>(
  method: Name,
  request: Parameters<OwnApi[Name]>[0],
): Promise<Awaited<ReturnType<OwnApi[Name]>>> {
  const answer: unknown = await browser.runtime.sendMessage({ method, request });
  if (typeof answer !== 'object' || answer === null || !('ok' in answer))
    throw new Error('The background gave no answer.');
  if (answer.ok !== true) throw new Error('error' in answer ? String(answer.error) : 'Refused.');
  // The background is our own code of the same version: `OwnApi` binds both ends.
  return ('value' in answer ? answer.value : undefined) as Awaited<ReturnType<OwnApi[Name]>>;
}
