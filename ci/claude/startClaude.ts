import { spawn } from 'node:child_process';
import { claudeInstructions } from './claudeCommand.ts';
import { eventOf, resultOf, saidIn, type ClaudeResult, type StreamEvent } from './claudeResult.ts';
import { Fault } from '../Fault.ts';
import { fieldOf } from '../gitlabApi.ts';

/** How long Claude Code may take to end once it has nothing more to do. */
const GRACE_MS = 5_000;

/** What a Claude Code that has been started is to do. */
export interface Task {
  input: string;
  /** What it is told beside the input, where its command line does not name a file with that. */
  instructions?: string;
  minutes: number;
  onEvent: (event: StreamEvent) => void;
  /** What to say to it next, once it has come to a result; null when it may end; where it throws, Claude Code is ended and that is thrown. */
  afterResult?: (result: ClaudeResult) => Promise<string | null>;
}

/** A Claude Code that waits for its input. */
export interface StartedClaude {
  /** Has it do its task, once, and waits for its end. */
  ask(task: Task): Promise<ClaudeResult>;
  /** Ends it, if it has not ended by itself. */
  end(): void;
}

/**
 * Starts Claude Code in a process group of its own: what it does before it looks at its input, half a second and more, need not
 * wait for that.
 * @param user runs it as that user, where the job may
 * @param signal asks it to end; so does the time limit, by SIGINT, after which it still tells what it did
 */
export function startClaude(options: {
  program: string;
  arguments: string[];
  folder: string;
  environment: Record<string, string>;
  user: number | null;
  signal: AbortSignal;
  graceMs?: number;
}): StartedClaude {
  if (options.signal.aborted) {
    const complaint = 'Cancelled before Claude Code began.';
    return {
      ask: () => Promise.resolve(resultOf(null, { outOfTime: false, complaint })),
      end: () => undefined,
    };
  }
  const child = spawn(options.program, options.arguments, {
    cwd: options.folder,
    env: options.environment,
    detached: true,
    ...(options.user === null ? {} : { uid: options.user, gid: options.user }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // `ask` reports it.
  closed.catch(() => undefined);
  const kill = (): void => {
    endGroup(child.pid, 'SIGKILL');
    // Whatever has left the group may hold them open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  let grace: NodeJS.Timeout | undefined;
  const killSoon = (): void => {
    grace ??= setTimeout(kill, options.graceMs ?? GRACE_MS);
  };
  const interrupt = (): void => {
    endGroup(child.pid, 'SIGINT');
    killSoon();
  };
  options.signal.addEventListener('abort', interrupt, { once: true });
  const forget = (): void => {
    // What is left of them would keep the job alive.
    clearTimeout(grace);
    options.signal.removeEventListener('abort', interrupt);
  };
  child.stdin.on('error', () => child.stdin.destroy());
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });

  const ask = async (task: Task): Promise<ClaudeResult> => {
    let outOfTime = false;
    const timer = setTimeout(() => {
      outOfTime = true;
      interrupt();
    }, task.minutes * 60_000);
    let result: StreamEvent | null = null;
    let said = '';
    const failures: unknown[] = [];
    /** Closes its input; a process that still holds its output open after that is killed with it. */
    const finish = (): void => {
      child.stdin.end();
      killSoon();
    };
    const fail = (error: unknown): void => {
      failures.push(error);
      finish();
    };
    // A program that reads its input whole waits for its end, and there is nothing more to say.
    const begin = (): void =>
      void (task.afterResult ? child.stdin.write(task.input) : child.stdin.end(task.input));
    const onResult = async (event: StreamEvent): Promise<void> => {
      result = event;
      const told = resultOf(event, { outOfTime, said });
      const next = outOfTime ? null : ((await task.afterResult?.(told)) ?? null);
      if (next === null || options.signal.aborted) finish();
      else child.stdin.write(next);
    };
    let told = Promise.resolve();
    const lines = lineReader((line) => {
      const event = eventOf(line);
      if (!event) return;
      if (event['type'] === 'control_response') {
        if (fieldOf(event['response'], 'subtype') === 'success') return begin();
        return fail(new Fault('Claude Code did not take its instructions.'));
      }
      task.onEvent(event);
      said = saidIn(event) ?? said;
      if (event['type'] === 'result') told = told.then(() => onResult(event)).catch(fail);
    });
    child.stdout.setEncoding('utf8').on('data', lines.add);
    if (task.instructions === undefined) begin();
    else child.stdin.write(claudeInstructions(task.instructions));
    try {
      const code = await closed;
      lines.end();
      await told;
      if (failures.length > 0) throw failures[0];
      const end = `Claude Code ended with code ${code ?? '?'}. ${complaint}`;
      return resultOf(result, { outOfTime, said, complaint: end });
    } finally {
      clearTimeout(timer);
      forget();
    }
  };
  return {
    ask,
    end: () => {
      forget();
      child.stdin.destroy();
      if (child.exitCode === null && child.signalCode === null) kill();
    },
  };
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
