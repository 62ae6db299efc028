/** In characters: the rest of a longer line is not searched. */
const LONGEST = 2_000;

/** The first line of a text in which each of the patterns is found, trimmed; null where there is none. */
export function lineWith(text: string, ...patterns: readonly RegExp[]): string | null {
  for (const line of text.split('\n')) {
    const looked = line.slice(0, LONGEST);
    if (patterns.every((pattern) => pattern.test(looked))) return looked.trim();
  }
  return null;
}
