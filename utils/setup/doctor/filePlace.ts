import type { FilePlace } from './Diagnosis.ts';

/** A line in GitLab's view of a file. */
export function filePlace(
  webUrl: string,
  { ref, path, line, text }: { ref: string; path: string; line: number; text: string },
): FilePlace {
  const file = [ref, path].map((part) => part.split('/').map(encodeURIComponent).join('/'));
  return { text, url: `${webUrl}/-/blob/${file.join('/')}#L${line}` };
}
