import { spawn } from 'node:child_process';
import { finalMessageOf, type FinalMessage } from './finalMessage.ts';

/** The line that Claude Code ends with, as far as the job looks at it. */
export interface ClaudeResult {
  subtype: string;
  isError: boolean;
  answer: string;
  /** What it was asked for by a schema; null where it gave none. */
  message: FinalMessage | null;
  errors: string[];
  turns: number | null;
  costUsd: number | null;
  sessionId: string | null;
  denied: string[];
  /** The job's own limit was reached. */
  outOfTime: boolean;
}

/** One line of its stream, parsed as JSON. */
export type StreamEvent = Record<string, unknown>;

/** How long Claude Code may take to end once it has nothing more to do. */
const GRACE_MS = 5_000;

/**
 * Runs Claude Code to its end, in a process group of its own.
 * @param user runs it as that user, where the job may
 * @param signal asks it to end; so does the time limit, by SIGINT, after which it still tells what it did
 * @param afterResult what to say to it next, once it has come to a result; null when it may end; where it throws, Claude Code is
 *   ended and that is thrown
 */
export async function runClaude(options: {
  program: string;
  arguments: string[];
  input: string;
  folder: string;
  environment: Record<string, string>;
  user: number | null;
  minutes: number;
  signal: AbortSignal;
  onEvent: (event: StreamEvent) => void;
  afterResult?: (result: ClaudeResult) => Promise<string | null>;
  graceMs?: number;
}): Promise<ClaudeResult> {
  if (options.signal.aborted)
    return resultOf(null, { outOfTime: false, complaint: 'Cancelled before Claude Code began.' });
  const child = spawn(options.program, options.arguments, {
    cwd: options.folder,
    env: options.environment,
    detached: true,
    ...(options.user === null ? {} : { uid: options.user, gid: options.user }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kill = (): void => {
    endGroup(child.pid, 'SIGKILL');
    // Whatever has left the group may hold them open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  let outOfTime = false;
  let grace: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    endGroup(child.pid, 'SIGINT');
    grace ??= setTimeout(kill, options.graceMs ?? GRACE_MS);
  };
  const timer = setTimeout(() => {
    outOfTime = true;
    interrupt();
  }, options.minutes * 60_000);
  options.signal.addEventListener('abort', interrupt, { once: true });
  child.stdin.on('error', () => child.stdin.destroy());
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  let result: StreamEvent | null = null;
  let said = '';
  /** Nothing more is said to it: whoever still holds its output open then is ended with it. */
  const finish = (): void => {
    child.stdin.end();
    grace ??= setTimeout(kill, options.graceMs ?? GRACE_MS);
  };
  const onResult = async (event: StreamEvent): Promise<void> => {
    result = event;
    const told = resultOf(event, { outOfTime, said });
    const next = outOfTime ? null : ((await options.afterResult?.(told)) ?? null);
    if (next === null || options.signal.aborted) finish();
    else child.stdin.write(next);
  };
  let told = Promise.resolve();
  const failures: unknown[] = [];
  const lines = lineReader((line) => {
    const event = parsed(line);
    if (!event) return;
    options.onEvent(event);
    said = saidIn(event) ?? said;
    if (event['type'] !== 'result') return;
    told = told
      .then(() => onResult(event))
      .catch((error: unknown) => {
        failures.push(error);
        finish();
      });
  });
  child.stdout.setEncoding('utf8').on('data', lines.add);
  // A program that reads its input whole waits for its end, and there is nothing more to say.
  if (options.afterResult) child.stdin.write(options.input);
  else child.stdin.end(options.input);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    lines.end();
    await told;
    if (failures.length > 0) throw failures[0];
    const end = `Claude Code ended with code ${code ?? '?'}. ${complaint}`;
    return resultOf(result, { outOfTime, said, complaint: end });
  } finally {
    // What is left of them would keep the job alive.
    clearTimeout(grace);
    clearTimeout(timer);
    options.signal.removeEventListener('abort', interrupt);
  }
}

/** Ends a program with all that it started; one that has ended is no error. */
function endGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Splits at `\n` alone: a line of JSON may hold other characters that end lines elsewhere. */
function lineReader(onLine: (line: string) => void): { add(text: string): void; end(): void } {
  let rest = '';
  return {
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    },
    end() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}

/** The words of a message of Claude's; null in any other event. */
function saidIn({ type, message }: StreamEvent): string | null {
  const content = type === 'assistant' && isRecord(message) ? message['content'] : null;
  const words = (Array.isArray(content) ? content : []).flatMap((block: unknown) =>
    isRecord(block) && block['type'] === 'text' ? [String(block['text'])] : [],
  );
  return words.length === 0 ? null : words.join('\n');
}

/** The end that Claude Code comes to where the model gives nothing of the form that was asked for: what it said counts then. */
const FORMLESS = 'error_max_structured_output_retries';

interface Known {
  outOfTime: boolean;
  /** What Claude said last. */
  said?: string;
  /** Why there is no result. */
  complaint?: string;
}

function resultOf(
  event: StreamEvent | null,
  { outOfTime, said = '', complaint = '' }: Known,
): ClaudeResult {
  if (event === null)
    return {
      subtype: 'none',
      isError: true,
      answer: '',
      message: null,
      errors: [complaint.trim()],
      turns: null,
      costUsd: null,
      sessionId: null,
      denied: [],
      outOfTime,
    };
  const { subtype, result, errors, num_turns, total_cost_usd, session_id } = event;
  const denials = Array.isArray(event['permission_denials']) ? event['permission_denials'] : [];
  const names = denials.map((denial: unknown) =>
    isRecord(denial) && typeof denial['tool_name'] === 'string' ? denial['tool_name'] : 'unknown',
  );
  const message = finalMessageOf(event['structured_output']);
  const isFormless = subtype === FORMLESS;
  return {
    subtype: typeof subtype === 'string' ? subtype : 'none',
    isError: event['is_error'] === true && !isFormless,
    answer: message?.answer ?? (typeof result === 'string' ? result : isFormless ? said : ''),
    message,
    errors: Array.isArray(errors) && !isFormless ? errors.map(String) : [],
    turns: typeof num_turns === 'number' ? num_turns : null,
    costUsd: typeof total_cost_usd === 'number' ? total_cost_usd : null,
    sessionId: typeof session_id === 'string' ? session_id : null,
    denied: [...new Set(names)],
    outOfTime,
  };
}

function parsed(line: string): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
