import { isRecord, flatList } from './isRecord.ts';
import { shellCommands } from './shellCommands.ts';

/** Commands of a script beyond these are not examined. */
const MOST_COMMANDS = 2_000;
const DEEPEST = 4;
const MOST_WORDS = 60;

/** Words before a command that change nothing about which one it is. */
const KEYWORDS = new Set(
  '! ( { if then elif else while until do time exec builtin nohup setsid unbuffer'.split(' '),
);
/** Programs that start another, with the options of theirs that take the next word, and how many words they take before it. */
const WRAPPERS: Record<string, { takes: string; words?: number }> = {
  command: { takes: '' },
  env: { takes: '-u --unset -C --chdir' },
  timeout: { takes: '-k --kill-after -s --signal', words: 1 },
  nice: { takes: '-n --adjustment' },
  ionice: { takes: '-c -n' },
  stdbuf: { takes: '-i -o -e' },
  sudo: { takes: '-u --user -g --group' },
  doas: { takes: '-u' },
  gosu: { takes: '', words: 1 },
  'su-exec': { takes: '', words: 1 },
  runuser: { takes: '-u --user' },
  retry: { takes: '-t -d' },
  xargs: { takes: '-I -n -P -L -d -E -s -a' },
};
/** Programs that run a package: what they are called by, and the options of theirs that name one. */
const RUNNERS = [
  ['npx'],
  ['bunx'],
  ['pnpx'],
  ['npm', 'exec'],
  ['npm', 'x'],
  ['pnpm', 'dlx'],
  ['pnpm', 'exec'],
  ['yarn', 'dlx'],
  ['yarn', 'exec'],
  ['yarn', 'run'],
  ['bun', 'x'],
  ['bun', 'run'],
  ['yarn'],
  ['pnpm'],
];
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'su', 'script', 'eval']);

const PACKAGE = /^@anthropic-ai\/claude-code(?:@[\w.^~-]+)?$/;
const PROGRAM = /^(?:[^\s]*\/)?claude(?:\.exe)?$|\/claude-code\/cli\.m?js$/;
/** `$CLAUDE_BIN`: a command that only a variable names. */
const NAMED = /^\$\{?CLAUDE(?:_CODE)?(?:_(?:BIN|BINARY|CLI|CMD|COMMAND|EXE|EXECUTABLE|PATH))?\}?$/;
/** `${CLAUDE_BIN:-claude}`: what stands in where the variable is not set. */
const FALLBACK = /^\$\{\w+:?-([^}]{1,200})\}$/;

/** The words of a command, without their quotes; what is cut off ends it. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (const [word] of command.matchAll(/(?:[^\s"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*')+/g)) {
    if (words.push(word.replace(/["']/g, '')) === MOST_WORDS) break;
  }
  return words;
}

function isClaude(word: string | undefined): boolean {
  if (word === undefined) return false;
  const [, fallback] = FALLBACK.exec(word) ?? [];
  return PROGRAM.test(fallback ?? word) || PACKAGE.test(fallback ?? word);
}

function isAssignment(word: string): boolean {
  return /^[A-Za-z_]\w*\+?=/.test(word);
}

/** Where the command begins that `words` run, after keywords, assignments and wrappers. */
function startOf(words: readonly string[]): number {
  let at = 0;
  for (;;) {
    const word = words[at];
    if (word === undefined) return at;
    const wrapper = WRAPPERS[word.replace(/^.*\//, '')];
    if (KEYWORDS.has(word) || isAssignment(word) || word.endsWith('()')) at += 1;
    else if (wrapper) at = afterWrapper(words, at + 1, wrapper);
    else return at;
  }
}

function afterWrapper(
  words: readonly string[],
  start: number,
  { takes, words: more = 0 }: { takes: string; words?: number },
): number {
  const takers = takes.split(' ');
  let at = start;
  for (let word = words[at]; word?.startsWith('-'); word = words[at]) {
    // `command -v claude` asks where it is.
    if (takes === '' && /^-[vV]$/.test(word)) return words.length;
    at += takers.includes(word) ? 2 : 1;
  }
  return at + more;
}

function runnerAfter(words: readonly string[], at: number): number | null {
  const runner = RUNNERS.find((names) => names.every((name, index) => words[at + index] === name));
  return runner ? at + runner.length : null;
}

/** Whether a package runner is given Claude Code: by its package or as the program of one. */
function runnerRunsClaude(words: readonly string[]): boolean {
  for (const [index, word] of words.entries()) {
    if (isClaude(word)) return true;
    const before = words[index - 1] ?? '';
    const named = /^(?:-p|--package|-c|--call|--registry)$/.test(before);
    if (!word.startsWith('-') && !named) return false;
  }
  return false;
}

/** Whether a program that runs another somewhere is given Claude: `docker run … claude -p`, `vault-tool run -- claude`. */
function startsElsewhere(words: readonly string[]): boolean {
  if (!words.slice(1, 3).some((word) => word === 'run' || word === 'exec')) return false;
  return words.some(
    (word, index) =>
      isClaude(word) &&
      (words[index - 1] === '--' || /^(?:-p|--print)$/.test(words[index + 1] ?? '')),
  );
}

/** Texts within a command that are commands themselves: `$(…)`, backticks, and what a shell is told to run. */
function innerCommands(command: string, words: readonly string[], at: number): string[] {
  const substituted = [
    ...command.matchAll(/\$\(([^()]{1,4000})|`([^`]{1,4000})`|[<>]\(([^()]{1,4000})/g),
  ].flatMap(([, one, other, third]) => one ?? other ?? third ?? []);
  const shell = words[at]?.replace(/^.*\//, '') ?? '';
  if (shell === 'eval') return [...substituted, words.slice(at + 1).join(' ')];
  const line = command.indexOf('\n', command.indexOf('<<'));
  if (SHELLS.has(shell) && command.includes('<<') && line !== -1)
    substituted.push(command.slice(line + 1));
  const option = words.findIndex((word, index) => index > at && /^-[a-z]*c$/.test(word));
  if (!SHELLS.has(shell) || option === -1) return substituted;
  return [...substituted, words.slice(option + 1).join(' ')];
}

function commandRunsClaude(command: string, depth: number): boolean {
  const words = wordsOf(command);
  const at = startOf(words);
  if (isClaude(words[at]) || NAMED.test(words[at] ?? '')) return true;
  if (startsElsewhere(words.slice(at))) return true;
  const runner = runnerAfter(words, at);
  if (runner !== null && runnerRunsClaude(words.slice(runner))) return true;
  if (words.slice(at, at + 2).some((word) => /\/claude-code\/cli\.m?js$/.test(word))) return true;
  if (depth === DEEPEST) return false;
  return innerCommands(command, words, at).some((inner) => runsClaude(inner, depth + 1));
}

/** The commands of a pipeline; a quoted bar does not separate two of them. */
function segmentsOf(pipeline: string): string[] {
  const parts = pipeline.match(/(?:[^|"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*'|["'])+/g);
  return parts ?? [];
}

function runsClaude(script: string, depth: number): boolean {
  return shellCommands(script)
    .slice(0, MOST_COMMANDS)
    .some((command) =>
      segmentsOf(command.slice(0, 20_000)).some((part) => commandRunsClaude(part, depth)),
    );
}

/** Whether a shell script runs Claude Code: by the first word of its commands, after what only wraps them. A name in a text, a comment or a path runs nothing. */
export function callsClaude(script: string): boolean {
  return /claude/i.test(script) && runsClaude(script, 0);
}

/** The text of a job's script, `before_script` first; the scripts of `run` steps too. */
export function scriptOf(job: Record<string, unknown>): string {
  const steps = flatList(job['run']).flatMap((step) =>
    isRecord(step) ? flatList(step['script']) : [],
  );
  const lines = [...flatList(job['before_script']), ...flatList(job['script']), ...steps].flat(9);
  return lines.filter((line) => typeof line === 'string').join('\n');
}
