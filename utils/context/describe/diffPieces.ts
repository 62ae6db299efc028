import type { Diff } from '../../gitlab/entities.ts';
import { cleanCode } from '../clean/clean.ts';
import type { Cleaned } from '../clean/Cleaned.ts';
import type { Removal } from '../Context.ts';
import { maskOf } from '../clean/secrets.ts';
import { hunksOf, diffLinesOf, numbered, splitHunk, type Hunk } from './hunks.ts';
import type { Restored } from '../restoreKeys.ts';

/** UTF-16 units of one piece, about: small enough that many files can show their beginning. */
const PIECE = 6_000;
/** More of one file's diff is not read: no prompt carries it. */
const LONGEST = 100_000;

/** Some hunks of a file's diff that follow one another, or a part of a long one. */
export interface DiffPiece {
  hunks: Hunk[];
  /** As given. */
  text: string;
  /** Its lines, numbered and cleaned; what is secret is judged by the whole file. */
  read(restored: Restored): Cleaned;
}

/** UTF-16 units of a file's diff that are not read. */
export function unreadOf({ diff }: Diff): number {
  return diff.length - readable(diff).length;
}

function readable(diff: string): string {
  if (diff.length <= LONGEST) return diff;
  return diff.slice(0, diff.lastIndexOf('\n', LONGEST) + 1);
}

function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  let group: Hunk[] | null = null;
  let length = 0;
  for (const hunk of hunks.flatMap((one) => splitHunk(one, PIECE))) {
    length += hunk.text.length;
    if (group !== null && length <= PIECE) group.push(hunk);
    else {
      group = [hunk];
      groups.push(group);
      length = hunk.text.length;
    }
  }
  return groups;
}

/** Which lines of `source` a hunk shows, and the head of our own that it may have above them. */
function shownBy({ text, line }: Hunk, source: readonly string[]) {
  const heads = text.split('\n', 1);
  const end = line + diffLinesOf(text).length;
  return heads[0] === source[line]
    ? { heads: [], from: line, end }
    : { heads, from: line + 1, end };
}

/** The secrets of each line, those of one kind in the order of their masks; one that goes over several lines is one of each. */
function secretsByLine(
  given: readonly string[],
  masked: readonly string[],
  secrets: readonly Removal[],
): Removal[][] {
  const byMask = [...Map.groupBy(secrets, ({ text }) => maskOf(text))];
  let last: Removal[] = [];
  return given.map((line, index) => {
    const shown = masked[index] ?? line;
    const isFurther = shown !== line && /^[+\- ]?$/.test(shown);
    if (!isFurther)
      last = byMask.flatMap(([mask, left]) =>
        left.splice(0, shown.split(mask).length - line.split(mask).length),
      );
    return last;
  });
}

/** A file's diff, cleaned. */
interface CleanedFile {
  textOf(piece: readonly Hunk[]): string;
  /** Of each piece that something was taken out of. */
  removals: ReadonlyMap<readonly Hunk[], Removal[]>;
}

/** The file is cleaned as one, since what is secret may go over several pieces. */
function cleanFile(source: string, pieces: readonly Hunk[][], restored: Restored): CleanedFile {
  const given = source.split('\n');
  const whole = cleanCode(source, restored);
  const lines = whole.text.split('\n');
  // What was put back is told as such, though its text is as given.
  const masked = restored.size === 0 ? lines : cleanCode(source).text.split('\n');
  const secrets = whole.removals.filter(({ kind }) => kind === 'secret');
  const byLine = secretsByLine(given, masked, secrets);
  const pieceOutOf = (shown: readonly string[], piece: readonly Hunk[]) =>
    piece
      .map((hunk) => shownBy(hunk, given))
      .flatMap(({ heads, from, end }) => [...heads, ...shown.slice(from, end)])
      .join('\n');
  const secretsIn = (piece: readonly Hunk[]) => {
    const shown = piece.map((hunk) => shownBy(hunk, given));
    return new Set(shown.flatMap(({ from, end }) => byLine.slice(from, end).flat()));
  };
  const changed = pieces.filter((piece) => pieceOutOf(masked, piece) !== pieceOutOf(given, piece));
  const removals = new Map(
    changed.map((piece) => {
      const alone = cleanCode(pieceOutOf(given, piece)).removals;
      return [piece, [...alone.filter(({ kind }) => kind !== 'secret'), ...secretsIn(piece)]];
    }),
  );
  return { textOf: (piece) => pieceOutOf(lines, piece), removals };
}

/** A file's diff in pieces. It is cleaned when one of them is first looked at. */
export function diffPieces({ diff }: Diff): DiffPiece[] {
  const source = readable(diff);
  const pieces = grouped(hunksOf(source));
  let last: { restored: Restored; file: CleanedFile } | null = null;
  return pieces.map((hunks) => ({
    hunks,
    text: hunks.map(({ text }) => text).join(''),
    read: (restored) => {
      if (last?.restored !== restored)
        last = { restored, file: cleanFile(source, pieces, restored) };
      const { textOf, removals } = last.file;
      return { text: numbered(textOf(hunks)), removals: removals.get(hunks) ?? [] };
    },
  }));
}
