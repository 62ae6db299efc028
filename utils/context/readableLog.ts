/** ANSI control sequences, and titles of terminals. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** What runners put around sections, and before each line: time, stream, and `+` where a line goes on. */
const SECTION = /section_(?:start|end):\d{1,20}:[\w.-]{1,255}(?:\[[^[\]\r\n]{0,255}\])?\r?/g;
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z \d\d[OE]([ +])/;

/** What of a line is seen that was written over. */
export function lastState(line: string): string {
  const end = line.trimEnd();
  return end.slice(end.lastIndexOf('\r') + 1);
}

/** A job's log as a person reads it: without colours, section marks, times and what a line was overwritten with. */
export function readableLog(log: string): string {
  const lines: string[] = [];
  for (const raw of log.split('\n')) {
    const stamp = STAMP.exec(raw);
    const bare = (stamp ? raw.slice(stamp[0].length) : raw).replace(ANSI, '').replace(SECTION, '');
    // Progress bars write a line again and again: the last one stands.
    const line = lastState(bare);
    if (stamp?.[1] === '+' && lines.length > 0) lines[lines.length - 1] += line;
    else if (line !== '' || lines.at(-1) !== '') lines.push(line);
  }
  return lines.join('\n').trim();
}

/** So many UTF-16 units of what looks like errors are kept of what is left out. */
const ERRORS = 2_000;
const ERROR = /\b(?:error|failed|failure|exception|panic|fatal|traceback)\b/i;
const LINES_AROUND = 2;
const LONGEST_LINE = 300;

/** Lines that tell of errors, with a few around each. */
function errorsIn(text: string): string {
  const lines = text.split('\n');
  const kept = new Set<number>();
  let length = 0;
  for (const [index, line] of lines.entries()) {
    if (!ERROR.test(line.slice(0, 10 * LONGEST_LINE))) continue;
    for (let near = index - LINES_AROUND; near <= index + LINES_AROUND; near += 1) {
      const added = Math.min(LONGEST_LINE, lines[near]?.length ?? 0) + 1;
      if (near < 0 || near >= lines.length || kept.has(near)) continue;
      if (length + added > ERRORS) return shown(lines, kept);
      kept.add(near);
      length += added;
    }
  }
  return shown(lines, kept);
}

function shown(lines: readonly string[], kept: ReadonlySet<number>): string {
  return [...kept].map((index) => (lines[index] ?? '').slice(0, LONGEST_LINE)).join('\n');
}

/** Beginning and end of a text, whole lines each where they are not too long; between them a line that says how much is left out, and what of it looks like errors. */
export function headAndTail(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return text;
  const lineEnd = text.lastIndexOf('\n', head);
  const first = text.slice(0, lineEnd > head / 2 ? lineEnd : head).toWellFormed();
  const lineStart = text.indexOf('\n', text.length - tail);
  const start = lineStart !== -1 && lineStart < text.length - tail / 2 ? lineStart + 1 : -tail;
  const last = text.slice(start).toWellFormed();
  const errors = errorsIn(text.slice(first.length, text.length - last.length));
  const between = text.length - first.length - last.length - errors.length;
  const said = `[${between} characters of the log are left out here]`;
  return [first, said, ...(errors === '' ? [] : [errors, '[…]']), last].join('\n').toWellFormed();
}
