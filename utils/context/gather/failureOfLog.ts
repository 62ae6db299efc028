import { isError } from './logWindows.ts';

/** Lines that make up a failure. */
const MOST_LINES = 8;
const LONGEST_LINE = 300;

/** A line without what differs from one run of the same failure to the next: numbers, hashes, where something lies. */
function normalized(line: string): string {
  return line
    .slice(0, LONGEST_LINE)
    .toLowerCase()
    .replace(/[0-9a-f]{7,64}/g, '#')
    .replace(/\d{1,20}/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What tells one failure from another in a readable log: its first lines that look like errors, normalized. Empty where none does: then it is like no other. */
export function failureOfLog(log: string): string {
  const lines = log.split('\n').filter(isError).slice(0, MOST_LINES).map(normalized);
  return [...new Set(lines)].join('\n');
}
