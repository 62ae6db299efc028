import type { Diff, Note } from '../../gitlab/entities.ts';

/** Where a note stands in a diff. */
export type DiffPosition = NonNullable<Note['position']>;

/** First line and number of lines on one side; of none, the line before. */
type Side = [start: number, count: number];

/** One hunk of a file's diff, or a part of it. */
export interface Hunk {
  text: string;
  /** Where its head stands among the diff's lines, from 0; of a part, the line before its first. */
  line: number;
  old: Side;
  new: Side;
}

/** Lines shown above and below the line that is asked about. */
const AROUND = 15;
const HEAD = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The lines of a text, each with the "\n" that ends it: nothing else ends a line of a diff. */
export function diffLinesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function hunkOf(text: string, line: number): Hunk | null {
  const head = HEAD.exec(text);
  if (!head) return null;
  const at = (index: number): number => Number(head[index] ?? 1);
  return { text, line, old: [at(1), at(2)], new: [at(3), at(4)] };
}

/** The hunks of a file's diff; what stands before the first `@@` line belongs to none. */
export function hunksOf(diff: string): Hunk[] {
  const found: { at: number; lines: string[] }[] = [];
  for (const [at, line] of diffLinesOf(diff).entries()) {
    if (HEAD.test(line)) found.push({ at, lines: [line] });
    else found.at(-1)?.lines.push(line);
  }
  return found.flatMap(({ at, lines }) => hunkOf(lines.join(''), at) ?? []);
}

function isOld(line: string): boolean {
  return !line.startsWith('+') && !line.startsWith('\\');
}

function isNew(line: string): boolean {
  return !line.startsWith('-') && !line.startsWith('\\');
}

function within([start, count]: Side, before: number, here: number): Side {
  const next = (count === 0 ? start + 1 : start) + before;
  return [here === 0 ? next - 1 : next, here];
}

/** Lines `from` to `to` of a hunk's body, under a head that is true of them; the body's lines as given. */
function partOf(hunk: Hunk, body: readonly string[], from: number, to: number): Hunk {
  const shown = body.slice(from, to);
  const before = body.slice(0, from);
  const old = within(hunk.old, before.filter(isOld).length, shown.filter(isOld).length);
  const fresh = within(hunk.new, before.filter(isNew).length, shown.filter(isNew).length);
  const head = `@@ -${old.join()} +${fresh.join()} @@\n`;
  return { text: head + shown.join(''), line: hunk.line + from, old, new: fresh };
}

function bodyOf({ text }: Hunk): string[] {
  return diffLinesOf(text).slice(1);
}

/** A hunk in parts of about `most` UTF-16 units, each with a true head; whole where it is no longer. */
export function splitHunk(hunk: Hunk, most: number): Hunk[] {
  if (hunk.text.length <= most) return [hunk];
  const body = bodyOf(hunk);
  const parts: Hunk[] = [];
  let from = 0;
  let length = 0;
  for (const [index, line] of body.entries()) {
    // What git says of a missing line end stays with its line.
    if (length > 0 && length + line.length > most && !line.startsWith('\\')) {
      parts.push(partOf(hunk, body, from, index));
      from = index;
      length = 0;
    }
    length += line.length;
  }
  return [...parts, partOf(hunk, body, from, body.length)];
}

function covers([start, count]: Side, line: number): boolean {
  return start <= line && line < start + Math.max(1, count);
}

/** Whether a note at `place` stands in `hunk`. */
export function isIn(hunk: Pick<Hunk, 'old' | 'new'>, place: DiffPosition): boolean {
  if (place.new_line) return covers(hunk.new, place.new_line);
  return place.old_line ? covers(hunk.old, place.old_line) : false;
}

/** The file of a diff that `place` is about. */
export function isOfFile(diff: Diff, place: DiffPosition): boolean {
  return place.new_path ? diff.new_path === place.new_path : diff.old_path === place.old_path;
}

/** The lines of `hunk` around `place`. */
function clipped(hunk: Hunk, place: DiffPosition): Hunk {
  const body = bodyOf(hunk);
  const counts = place.new_line ? isNew : isOld;
  const [start, count] = place.new_line ? hunk.new : hunk.old;
  const wanted = place.new_line ?? place.old_line ?? 0;
  let number = count === 0 ? start : start - 1;
  const found = body.findIndex((line) => {
    if (counts(line)) number += 1;
    return number === wanted;
  });
  const [from, to] = [Math.max(0, found - AROUND), found + AROUND + 1];
  if (from === 0 && to >= body.length) return hunk;
  return partOf(hunk, body, from, to);
}

/** The part of a diff that a note at `place` is about; null where the diff holds that line no more. */
export function hunkAround(diffs: readonly Diff[], place: DiffPosition): string | null {
  const file = diffs.find((diff) => isOfFile(diff, place));
  const hunk = file && hunksOf(file.diff).find((one) => isIn(one, place));
  return hunk ? clipped(hunk, place).text.replace(/\n$/, '') : null;
}

/** Hunks with the number of each line that is there after the change in front of it. */
export function numbered(hunks: string): string {
  let next = 0;
  let width = 1;
  const lines = hunks.split('\n').map((line, index, all) => {
    const head = HEAD.exec(line);
    if (head) {
      const count = Number(head[4] ?? 1);
      next = Number(head[3]) + (count === 0 ? 1 : 0);
      width = String(next + count).length;
      return line;
    }
    if (next === 0 || (line === '' && index === all.length - 1)) return line;
    const number = isNew(line) ? String(next) : '';
    if (isNew(line)) next += 1;
    return `${number.padStart(width)} ${line}`;
  });
  return lines.join('\n');
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
