import { withoutStamps } from './withoutStamps.ts';

/** ANSI control sequences, and titles of terminals. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** What runners put around sections. */
const SECTION =
  /section_(start|end):\d{1,20}:([\w.-]{1,255})(?:\[[^[\]\r\n]{0,255}\])?\r?(?:\u001b\[0K)?/g;

/** What of a line is seen that was written over. */
export function lastState(line: string): string {
  const end = line.trimEnd();
  return end.slice(end.lastIndexOf('\r') + 1);
}

/** How the beginning of a section is told. */
export const SECTION_MARK = /^\[section ([\w.-]+)\]$/;

/** A section's beginning is a line of its own, its end is nothing. */
function withSections(line: string): string {
  return line.replace(SECTION, (_, which: string, name: string) =>
    which === 'start' ? `[section ${name}]\n` : '',
  );
}

/** A job's log as a person reads it: sections named, without colours, times and what a line was overwritten with. */
export function readableLog(log: string): string {
  const lines: string[] = [];
  for (const raw of withoutStamps(log).split('\n')) {
    const bare = withSections(raw).replace(ANSI, '');
    const [first = '', ...more] = bare.split('\n');
    // Progress bars write a line again and again: the last one stands.
    const line = lastState(first);
    if (line !== '' || lines.at(-1) !== '') lines.push(line);
    lines.push(...more.map(lastState).filter((one) => one !== ''));
  }
  return lines.join('\n').trim();
}
