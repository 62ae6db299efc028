import type { NumberedLine } from './DiffLines.ts';

/**
 * GitLab's name for a line of a diff: `<sha1 of the path>_<old>_<new>`, both counters as they stand there. Draft notes tell it
 * (seen on GitLab 18.9), so that what was wanted can be compared with what was taken.
 */
export async function lineCode(
  path: string,
  { old, new: fresh }: Pick<NumberedLine, 'old' | 'new'>,
): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(path));
  return `${hexOf(hash)}_${old}_${fresh}`;
}

function hexOf(hash: ArrayBuffer): string {
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
