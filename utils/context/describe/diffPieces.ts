import type { Diff } from '../../gitlab/entities.ts';
import { cleanCode, secretLinesOfCode } from '../clean/clean.ts';
import type { Cleaned } from '../clean/Cleaned.ts';
import type { SecretLines } from '../clean/secrets.ts';
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

/** A file's diff, cleaned as one, since what is secret may go over several pieces. */
interface CleanedFile {
  lines: string[];
  secrets: SecretLines[];
}

function cleanFile(source: string, restored: Restored): CleanedFile {
  const { text, removals } = cleanCode(source, restored);
  const hasSecrets = removals.some(({ kind }) => kind === 'secret');
  return {
    lines: text.split('\n'),
    secrets: hasSecrets ? secretLinesOfCode(source, restored) : [],
  };
}

/** A piece of a file, cleaned: what is secret is told with each piece that shows a line of it. */
function cleanPiece(
  hunks: readonly Hunk[],
  given: readonly string[],
  { lines, secrets }: CleanedFile,
): Cleaned {
  const shown = hunks.map((hunk) => shownBy(hunk, given));
  const outOf = (all: readonly string[]) =>
    shown.flatMap(({ heads, from, end }) => [...heads, ...all.slice(from, end)]).join('\n');
  const [before, text] = [outOf(given), outOf(lines)];
  const others = text === before ? [] : cleanCode(before).removals;
  const own = secrets.filter(({ first, last }) =>
    shown.some(({ from, end }) => first < end && last >= from),
  );
  return {
    text,
    removals: [
      ...others.filter(({ kind }) => kind !== 'secret'),
      ...own.map(({ removal }) => removal),
    ],
  };
}

/** A file's diff in pieces. It is cleaned when one of them is first looked at. */
export function diffPieces({ diff }: Diff): DiffPiece[] {
  const source = readable(diff);
  const given = source.split('\n');
  let last: { restored: Restored; file: CleanedFile } | null = null;
  return grouped(hunksOf(source)).map((hunks) => ({
    hunks,
    text: hunks.map(({ text }) => text).join(''),
    read: (restored) => {
      if (last?.restored !== restored) last = { restored, file: cleanFile(source, restored) };
      const { text, removals } = cleanPiece(hunks, given, last.file);
      return { text: numbered(text), removals };
    },
  }));
}
