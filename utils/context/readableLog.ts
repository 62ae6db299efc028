/** ANSI control sequences, and titles of terminals. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** What runners put around sections, and before each line: time, stream, and `+` where a line goes on. */
const SECTION = /section_(?:start|end):\d+:[\w.-]+(?:\[[^\]\r\n]*\])?\r?/g;
const STAMP = /^\d{4}-\d\d-\d\dT[\d:.]+Z \d\d[OE]([ +])/;

/** A job's log as a person reads it: without colours, section marks, times and what a line was overwritten with. */
export function readableLog(log: string): string {
  const lines: string[] = [];
  for (const raw of log.split('\n')) {
    const stamp = STAMP.exec(raw);
    const bare = (stamp ? raw.slice(stamp[0].length) : raw).replace(ANSI, '').replace(SECTION, '');
    // Progress bars write a line again and again: the last one stands.
    const line = (bare.replace(/\r+$/, '').split('\r').at(-1) ?? '').trimEnd();
    if (stamp?.[1] === '+' && lines.length > 0) lines[lines.length - 1] += line;
    else if (line !== '' || lines.at(-1) !== '') lines.push(line);
  }
  return lines.join('\n').trim();
}

/** Beginning and end of a text, whole lines each where they are not too long, with a line between that says how much is left out. */
export function headAndTail(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return text;
  const lineEnd = text.lastIndexOf('\n', head);
  const first = text.slice(0, lineEnd > head / 2 ? lineEnd : head).toWellFormed();
  const lineStart = text.indexOf('\n', text.length - tail);
  const start = lineStart !== -1 && lineStart < text.length - tail / 2 ? lineStart + 1 : -tail;
  const last = text.slice(start).toWellFormed();
  const between = text.length - first.length - last.length;
  return `${first}\n[${between} characters of the log are left out here]\n${last}`;
}
