/** What newer runners put before each line: time, stream, and `+` where the stream's line before it goes on. */
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z \d\d[OE][ +]/gm;
const GOING_ON = /\r?\n\d{4}-\d\d-\d\dT[\d:.]+Z \d\d[OE]\+/g;

/** A job's log as its programs wrote it: a line that a runner cut into several is one again. */
export function withoutStamps(log: string): string {
  return log.replace(GOING_ON, '').replace(STAMP, '');
}
