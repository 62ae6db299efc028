/** Five bits of each of three characters. */
const COMBINATIONS = 1 << 15;

/** The next combination: the last two characters of the one before, and one more. */
function next(combination: number, code: number): number {
  return ((combination << 5) | (code & 31)) & (COMBINATIONS - 1);
}

/** Of each keyword, which three characters stand side by side in it. */
const known = new Map<string, number[]>();

function combinationsOf(keyword: string): number[] {
  const there = known.get(keyword);
  if (there) return there;
  const all: number[] = [];
  let combination = 0;
  for (let at = 0; at < keyword.length; at += 1) {
    combination = next(combination, keyword.charCodeAt(at));
    if (at >= 2) all.push(combination);
  }
  known.set(keyword, all);
  return all;
}

/**
 * Tells which keywords (in small letters) a text holds, in whatever case. The text is gone through once for all of them: only
 * those are looked for whose every three characters stand side by side somewhere.
 */
export function createKeywordFinder(text: string): (keyword: string) => boolean {
  const lower = text.toLowerCase();
  const seen = new Uint8Array(COMBINATIONS);
  let combination = 0;
  for (let at = 0; at < lower.length; at += 1) {
    combination = next(combination, lower.charCodeAt(at));
    seen[combination] = 1;
  }
  return (keyword) =>
    combinationsOf(keyword).every((one) => seen[one] === 1) && lower.includes(keyword);
}
