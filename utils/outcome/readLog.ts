import { lastState } from '../context/gather/readableLog.ts';
import { withoutStamps } from '../context/gather/withoutStamps.ts';

const ESC = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Colours and cursor movements, and the longer commands that end with a bell. */
const ESCAPES = new RegExp(
  `${ESC}\\[[0-9;?]*[ -/]*[@-~]|${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)`,
  'g',
);
const NOT_COLOURS = new RegExp(
  `${ESC}\\[[0-9;?]*[ -/]*[@-ln-~]|${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)|${ESC}(?!\\[[0-9;]*m)`,
  'g',
);
const SECTION = /section_(?:start|end):\d+:[^\r\n]*\r?/g;
/** Lines with which the runner ends what the script said. */
const AFTER_SCRIPT =
  /^(?:Cleaning up project directory|Running after_script|Uploading artifacts|Saving cache|Job succeeded|ERROR: Job failed)/;

/** Without sections, time stamps and what `escapes` matches; of a line written over, the last state. */
function readable(log: string, escapes: RegExp): string[] {
  return withoutStamps(log)
    .split('\n')
    .map((line) => line.replace(SECTION, '').replace(escapes, ''))
    .map(lastState);
}

/** Lines of a job's log as a person reads them: no colours, sections or time stamps; of a line written over, the last state. */
export function logLines(log: string): string[] {
  return readable(log, ESCAPES).filter((line) => line !== '');
}

/** The last `count` lines with their colours, and no other command to a terminal. */
export function colouredTail(log: string, count: number): string {
  const lines = readable(log, NOT_COLOURS);
  const written = lines.filter((line) => line.replace(ESCAPES, '') !== '');
  return written.slice(-count).join('\n');
}

/** The last lines of a log, at most `bytes` long in all. */
export function logTail(log: string, count = 20, length = 2000): string {
  return logLines(log).slice(-count).join('\n').slice(-length);
}

/** What the command that calls `claude` printed, for jobs that leave no result: from its echo to the next command or the runner's own words. */
export function printedByClaude(log: string): string {
  const lines = logLines(log);
  const start = lines.findLastIndex((line) => /^\$ .*\bclaude\b/.test(line));
  if (start === -1) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('$ ') || AFTER_SCRIPT.test(line));
  return rest.slice(0, end === -1 ? undefined : end).join('\n');
}
