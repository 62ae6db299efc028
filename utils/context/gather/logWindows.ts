import { SECTION_MARK } from './readableLog.ts';

/** What looks like an error, */
const ERROR =
  /\b(?:error|fail(?:ed|ure|ures|ing)?|exception|panic(?:ked)?|fatal|traceback|not ok|undefined reference|no such file|command not found|cannot find|could not|unable to|killed|denied|out of memory|assert(?:ion)?)\b|\berr!|[✗✖✘❌]|(?:Error|Exception)\b/i;
/** what only counts them, */
const NO_ERROR =
  /\b(?:0|no|without)\s(?:errors?|failures?|failed|failing|problems)\b|\b(?:errors?|failures?|failed)[:=]\s?0\b/i;
/** and what the runner says at the end of each job that failed. */
const RUNNERS = /^ERROR: Job failed/;

/** Lines shown before an error and from it on; and where there is room. */
const BEFORE = 4;
const AFTER = 8;
const FAR = 60;
const LONGEST_LINE = 1_000;
/** Shares of the room: how it began, and how it ended. */
const HEAD = 0.1;
const TAIL = 0.4;
/** UTF-16 units of the end, unless nothing looks like an error. */
const LONGEST_TAIL = 4_000;
/** UTF-16 units of the line that says what is left out. */
const GAP = 80;

/** Whether a line looks like an error of the job's own. */
export function isError(line: string): boolean {
  const start = line.slice(0, LONGEST_LINE);
  return ERROR.test(start) && !NO_ERROR.test(start) && !RUNNERS.test(start);
}

function shortened(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  const more = line.length - LONGEST_LINE;
  return `${line.slice(0, LONGEST_LINE).toWellFormed()} [${more} more characters]`;
}

/** Which lines are shown: as many as fit, asked for in the order of their worth. */
class Shown {
  readonly lines = new Set<number>();
  readonly #all: readonly string[];
  #room: number;

  constructor(all: readonly string[], room: number) {
    this.#all = all;
    this.#room = room;
  }

  /** Takes a line where there is room; false where there is none. */
  take(index: number): boolean {
    const line = this.#all[index];
    if (line === undefined || this.lines.has(index)) return true;
    // Where its neighbour is not shown, a line may say so.
    const gap = this.lines.has(index - 1) || this.lines.has(index + 1) ? 0 : GAP;
    const cost = Math.min(line.length, LONGEST_LINE + 30) + 1 + gap;
    if (cost > this.#room) return false;
    this.#room -= cost;
    this.lines.add(index);
    return true;
  }

  /** Takes lines from `index` on in steps of `step` until they cost `most`. */
  run(index: number, step: 1 | -1, most: number): void {
    const least = this.#room - most;
    for (let at = index; at >= 0 && at < this.#all.length; at += step) {
      if (this.#room <= least || !this.take(at)) return;
    }
  }

  around(index: number, before = BEFORE, after = AFTER): boolean {
    for (let at = index; at >= index - before; at -= 1) if (!this.take(at)) return false;
    for (let at = index; at <= index + after; at += 1) if (!this.take(at)) return false;
    return true;
  }
}

function join(all: readonly string[], shown: ReadonlySet<number>): string {
  const written: string[] = [];
  let left = 0;
  let section = '';
  const gap = (): void => {
    if (left === 0) return;
    const of = section === '' ? '' : `, now in section ${section}`;
    written.push(`[${left} ${left === 1 ? 'line is' : 'lines are'} left out here${of}]`);
    left = 0;
    section = '';
  };
  for (const [index, line] of all.entries()) {
    if (shown.has(index)) {
      gap();
      written.push(shortened(line));
      continue;
    }
    left += 1;
    const name = SECTION_MARK.exec(line)?.[1];
    if (name !== undefined) section = name.slice(0, GAP / 2);
  }
  gap();
  return written.join('\n');
}

/**
 * What of a readable log tells why its job failed, in at most about `room` UTF-16 units: the first error and its surroundings, then the
 * end, the beginning, further errors, and more around all of them. Where nothing looks like an error, the end as far as there is room.
 */
export function logWindows(log: string, room: number): string {
  if (log.length <= room) return log;
  const all = log.split('\n');
  const shown = new Shown(all, room);
  const errors = all.flatMap((line, index) => (isError(line) ? [index] : []));
  const [first, ...others] = errors;
  if (first !== undefined) shown.around(first);
  shown.run(all.length - 1, -1, Math.min(room * TAIL, LONGEST_TAIL));
  shown.run(0, 1, room * HEAD);
  for (const index of others) if (!shown.around(index)) break;
  for (const index of errors) if (!shown.around(index, FAR, FAR)) break;
  if (first === undefined) shown.run(all.length - 1, -1, room);
  return join(all, shown.lines);
}
