import type { Diff } from '../../gitlab/entities.ts';
import { cleanCode } from '../clean/clean.ts';
import type { Cleaned } from '../clean/Cleaned.ts';
import { hunksOf, numbered, splitHunk, type Hunk } from './hunks.ts';
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
  let length = Infinity;
  for (const hunk of hunks.flatMap((one) => splitHunk(one, PIECE))) {
    if (length + hunk.text.length > PIECE) {
      groups.push([hunk]);
      length = 0;
    } else groups.at(-1)?.push(hunk);
    length += hunk.text.length;
  }
  return groups;
}

/** A hunk of `source` out of the same lines, cleaned. A head of our own stays. */
function cleanHunk({ text, line }: Hunk, source: readonly string[], cleaned: readonly string[]) {
  const given = text.replace(/\n$/, '').split('\n');
  const [head = ''] = given;
  const first = head === source[line] ? (cleaned[line] ?? head) : head;
  const lines = [first, ...cleaned.slice(line + 1, line + given.length)];
  return `${lines.join('\n')}\n`;
}

/** The cleaned texts of a file's pieces: the file is cleaned as one, since what is secret may go over several. */
function cleanPieces(source: string, pieces: readonly Hunk[][], restored: Restored): Cleaned[] {
  const whole = cleanCode(source, restored);
  const [before, after] = [source.split('\n'), whole.text.split('\n')];
  const given = pieces.map((hunks) => hunks.map(({ text }) => text).join(''));
  const written = pieces.map((hunks) =>
    hunks.map((hunk) => cleanHunk(hunk, before, after)).join(''),
  );
  const changed = written.flatMap((text, index) =>
    text.trimEnd() === given[index]?.trimEnd() ? [] : [index],
  );
  const left = [...whole.removals];
  return written.map((text, index) => {
    if (!changed.includes(index)) return { text, removals: [] };
    if (index === changed.at(-1)) return { text, removals: left };
    const own = cleanCode(given[index] ?? '', restored).removals;
    const removals = own.flatMap((one) => {
      const found = left.findIndex(
        ({ kind, text: what }) => kind === one.kind && what === one.text,
      );
      return found === -1 ? [] : left.splice(found, 1);
    });
    return { text, removals };
  });
}

/** A file's diff in pieces. It is cleaned when one of them is first looked at. */
export function diffPieces({ diff }: Diff): DiffPiece[] {
  const source = readable(diff);
  const groups = grouped(hunksOf(source));
  let last: { restored: Restored; cleaned: Cleaned[] } | null = null;
  return groups.map((hunks, index) => ({
    hunks,
    text: hunks.map(({ text }) => text).join(''),
    read: (restored) => {
      if (last?.restored !== restored)
        last = { restored, cleaned: cleanPieces(source, groups, restored) };
      const { text = '', removals = [] } = last.cleaned[index] ?? {};
      return { text: numbered(text.replace(/\n$/, '')), removals };
    },
  }));
}
