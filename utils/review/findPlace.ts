import type { Finding } from '../outcome/Finding.ts';
import type { NumberedLine, DiffLines } from './DiffLines.ts';

/** Why a finding has no place in the diff. */
export type Misplaced = 'no_line' | 'text_differs' | 'not_quoted';

/** The lines of a finding, as the diff has them; `moved` where it named others. */
export interface Place {
  lines: NumberedLine[];
  moved: boolean;
}

/** Code as quotes of it are compared: white space is what models get wrong first. */
export function plainCode(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Shorter quotes stand in too many places to tell one. */
const TELLING = 8;

function linesFrom(
  diff: DiffLines,
  { side, from, to }: Pick<Finding, 'side' | 'from' | 'to'>,
): NumberedLine[] | null {
  const lines: NumberedLine[] = [];
  for (let number = from; number <= to; number += 1) {
    const line = diff.at(side, number);
    if (line === null) return null;
    lines.push(line);
  }
  return lines;
}

/**
 * Where a finding stands in its file's diff: its lines are there, and the first is the one that it quotes. Where another line alone
 * holds these words, that is meant: models miscount, and heads move.
 */
export function findPlace(diff: DiffLines, finding: Finding): Place | Misplaced {
  const { side, from, to } = finding;
  const quote = plainCode(finding.quote);
  const lines = linesFrom(diff, finding);
  const [first] = lines ?? [];
  if (lines && first && plainCode(first.text) === quote) return { lines, moved: false };
  if (quote === '') return lines ? 'not_quoted' : 'no_line';
  const found = quote.length < TELLING ? [] : diff.find(side, (text) => plainCode(text) === quote);
  const [start] = found;
  if (found.length === 1 && start !== undefined) {
    const moved = linesFrom(diff, { side, from: start, to: start + to - from });
    if (moved) return { lines: moved, moved: true };
  }
  return lines ? 'text_differs' : 'no_line';
}
