import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The line that Claude Code ends with, as far as the job looks at it. */
export interface ClaudeResult {
  subtype: string;
  isError: boolean;
  answer: string;
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

/**
 * Runs Claude Code to its end.
 * @param user runs it as that user, where the job may
 * @param signal asks it to end; so does the time limit, by SIGINT, after which it still tells what it did
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
}): Promise<ClaudeResult> {
  const child = spawn(options.program, options.arguments, {
    cwd: options.folder,
    env: options.environment,
    ...(options.user === null ? {} : { uid: options.user, gid: options.user }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let outOfTime = false;
  const interrupt = (): void => {
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  const timer = setTimeout(() => {
    outOfTime = true;
    interrupt();
  }, options.minutes * 60_000);
  options.signal.addEventListener('abort', interrupt, { once: true });
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(options.input);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  let result: StreamEvent | null = null;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const event = parsed(line);
      if (!event) continue;
      if (event['type'] === 'result') result = event;
      options.onEvent(event);
    }
  })();
  const [code] = await Promise.all([ended, reading]);
  clearTimeout(timer);
  options.signal.removeEventListener('abort', interrupt);
  return resultOf(result, outOfTime, `Claude Code ended with code ${code ?? '?'}. ${complaint}`);
}

function resultOf(event: StreamEvent | null, outOfTime: boolean, complaint: string): ClaudeResult {
  if (event === null)
    return {
      subtype: 'none',
      isError: true,
      answer: '',
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
  return {
    subtype: typeof subtype === 'string' ? subtype : 'none',
    isError: event['is_error'] === true,
    answer: typeof result === 'string' ? result : '',
    errors: Array.isArray(errors) ? errors.map(String) : [],
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
