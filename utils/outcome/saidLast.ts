import type { Step } from './jobLog.ts';

/** A line that goes on with one of its kind: of a table, a quote, a list. */
const GOES_ON = /^(?:[|>]|[-*+] |\d{1,9}[.)] )/;
const FENCE = /^(?:```|~~~)/;

/** Lines of the log as the Markdown they came from: the log keeps neither blank lines nor what lines begin with. */
function markdownOf(lines: readonly string[]): string {
  let inCode = false;
  let before = '';
  return lines
    .map((line) => {
      const isNext = inCode || (GOES_ON.test(before) && GOES_ON.test(line));
      if (FENCE.test(line)) inCode = !inCode;
      const gap = before === '' ? '' : isNext ? '\n' : '\n\n';
      before = line;
      return gap + line;
    })
    .join('');
}

/** What a job's log tells, as it is shown while the job goes on. */
export interface Told {
  /** What Claude said last, as Markdown; empty where it has said nothing. */
  said: string;
  /** All else, the newest last. */
  steps: Step[];
  /** How many lines `said` is of. */
  lines: number;
}

/** Tells what Claude said last from all else that it did. */
export function saidLast(all: readonly Step[]): Told {
  const end = all.findLastIndex(({ kind }) => kind === 'says') + 1;
  const start = all.slice(0, end).findLastIndex(({ kind }) => kind !== 'says') + 1;
  return {
    said: markdownOf(all.slice(start, end).map(({ text }) => text)),
    steps: [...all.slice(0, start), ...all.slice(end)],
    lines: end - start,
  };
}
