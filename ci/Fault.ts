/** Why the job ends as `failed`: words for the asker, without secrets. */
export class Fault extends Error {
  override name = 'Fault';
}

/** Anything that was thrown, in words. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
