import type { Diff, Note } from '../gitlab/entities.ts';

/** Where a note stands in a diff. */
export type Place = NonNullable<Note['position']>;

/** One hunk of a file's diff. */
export interface Hunk {
  text: string;
  /** First line and number of lines on each side. */
  old: [start: number, count: number];
  new: [start: number, count: number];
}

/** Lines shown above and below the line that is asked about. */
const AROUND = 15;

/** The hunks of a file's diff; what stands before the first `@@` line belongs to none. */
export function hunksOf(diff: string): Hunk[] {
  return diff.split(/^(?=@@ -)/m).flatMap((text) => {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (!head) return [];
    const at = (index: number): number => Number(head[index] ?? 1);
    return [{ text, old: [at(1), at(2)], new: [at(3), at(4)] }];
  });
}

function covers([start, count]: [number, number], line: number): boolean {
  return start <= line && line < start + Math.max(1, count);
}

/** Whether a note at `place` stands in `hunk`. */
export function isIn(hunk: Hunk, place: Place): boolean {
  if (place.new_line) return covers(hunk.new, place.new_line);
  return place.old_line ? covers(hunk.old, place.old_line) : false;
}

/** The file of a diff that `place` is about. */
export function isOfFile(diff: Diff, place: Place): boolean {
  return place.new_path ? diff.new_path === place.new_path : diff.old_path === place.old_path;
}

/** The lines of `hunk` around `place`, its `@@` line kept. */
function clipped(hunk: Hunk, place: Place): string {
  const [head = '', ...lines] = hunk.text.replace(/\n$/, '').split('\n');
  const side = place.new_line ? '-' : '+';
  let number = (place.new_line ? hunk.new : hunk.old)[0] - 1;
  const wanted = place.new_line ?? place.old_line ?? 0;
  const found = lines.findIndex((line) => {
    if (!line.startsWith(side) && !line.startsWith('\\')) number += 1;
    return number === wanted;
  });
  const shown = lines.slice(Math.max(0, found - AROUND), found + AROUND + 1);
  return [head, ...shown].join('\n');
}

/** The part of a diff that a note at `place` is about; null where the diff holds that line no more. */
export function hunkAround(diffs: readonly Diff[], place: Place): string | null {
  const file = diffs.find((diff) => isOfFile(diff, place));
  const hunk = file && hunksOf(file.diff).find((one) => isIn(one, place));
  return hunk ? clipped(hunk, place) : null;
}

/** The lines of a whole file around line `wanted`, numbered; null where the file is shorter. */
export function linesAround(text: string, wanted: number): string | null {
  const lines = text.split('\n', wanted + AROUND);
  if (lines.length < wanted) return null;
  const from = Math.max(1, wanted - AROUND);
  return lines
    .slice(from - 1)
    .map((line, index) => `${from + index}${from + index === wanted ? '>' : ' '} ${line}`)
    .join('\n');
}
