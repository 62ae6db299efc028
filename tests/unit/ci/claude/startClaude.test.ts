import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from './aShellClaude.ts';

const NOTHING = {
  subtype: 'none',
  isError: true,
  answer: '',
  message: null,
  turns: null,
  costUsd: null,
  sessionId: null,
  denied: [],
  outOfTime: false,
};

describe('Claude Code', () => {
  it('gets its input, folder and environment, and nothing of the job’s', async () => {
    const script = `read line; echo "{\\"said\\":\\"$line $GREETING $(pwd) $CI_JOB_TOKEN$USER\\"}"`;
    const { events } = await run(script);
    expect(events).toEqual([{ said: `Why? hello ${realpathSync(tmpdir())} ` }]);
  });

  it('tells what it did in its last line', async () => {
    const line = {
      type: 'result',
      subtype: 'success',
      is_error: false,
      result: 'Because.',
      errors: ['one', 2],
      num_turns: 3,
      total_cost_usd: 0.25,
      session_id: 's',
      permission_denials: [{ tool_name: 'Bash' }, { tool_name: 'Bash' }, {}, null],
    };
    const { result, events } = await run(`echo '${JSON.stringify(line)}'; echo '{"type":"end"}'`);
    expect(events).toEqual([line, { type: 'end' }]);
    expect(result).toEqual({
      subtype: 'success',
      isError: false,
      answer: 'Because.',
      message: null,
      errors: ['one', '2'],
      turns: 3,
      costUsd: 0.25,
      sessionId: 's',
      denied: ['Bash', 'unknown'],
      outOfTime: false,
    });
  });

  it('tells the three parts of what was asked for by a schema', async () => {
    const structured_output = { answer: 'Done.', title: 'Fix', commit_message: 'Why.' };
    const line = { type: 'result', result: '{}', structured_output };
    const { result } = await run(`echo '${JSON.stringify(line)}'`);
    const message = { answer: 'Done.', title: 'Fix', body: 'Why.' };
    expect(result).toMatchObject({ answer: 'Done.', message });
  });

  it('is taken at its last words where they never got the form of a schema', async () => {
    const content = [{ type: 'text', text: 'Done.' }, { type: 'tool_use' }];
    const said = { type: 'assistant', message: { content } };
    const subtype = 'error_max_structured_output_retries';
    const line = { type: 'result', subtype, is_error: true, errors: ['Failed.'] };
    const { result } = await run(
      [said, line].map((one) => `echo '${JSON.stringify(one)}'`).join(';'),
    );
    expect(result).toMatchObject({ answer: 'Done.', message: null, isError: false, errors: [] });
  });

  it('may leave everything out of it', async () => {
    const { result } = await run(`echo '{"type":"result","is_error":true}'`);
    expect(result).toEqual({ ...NOTHING, errors: [] });
  });

  it('is heard past lines that are no object of JSON', async () => {
    const { events } = await run(`echo 'warning'; echo '[1]'; echo 'null'; echo '{"type":"x"}'`);
    expect(events).toEqual([{ type: 'x' }]);
  });

  it('may write any character in a line, those that end lines elsewhere too', async () => {
    const { events } = await run(`printf '{"type":"x\\342\\200\\250y"}\\n'`);
    expect(events).toEqual([{ type: 'x\u2028y' }]);
  });

  it.each([
    ['it stays alive', 'sleep 60'],
    ['something that it started keeps its output open', 'sleep 60 & exit 0'],
    ['what it started has left its group', 'setsid sleep 60 & exit 0'],
  ])('has its result counted where %s', async (_why, script) => {
    const done = `echo '{"type":"result","subtype":"success","result":"Done."}'; ${script}`;
    const { result } = await run(done, { graceMs: 100 });
    expect(result).toMatchObject({ answer: 'Done.', isError: false, outOfTime: false });
  });

  it('goes on where it is told more after a result, and ends where it is not', async () => {
    const script = `while read line; do echo "{\\"type\\":\\"result\\",\\"result\\":\\"$line\\"}"; done`;
    const next = ['again', null];
    const told: string[] = [];
    const { result } = await run(script, {
      afterResult: async ({ answer }) => {
        told.push(answer);
        const line = next.shift();
        return line ? `${line}\n` : null;
      },
    });
    expect(told).toEqual(['Why?', 'again']);
    expect(result.answer).toBe('again');
  });

  it('does not begin where the job was cancelled before', async () => {
    const { result, events } = await run('echo "{}"', { signal: AbortSignal.abort() });
    expect(events).toEqual([]);
    expect(result.errors[0]).toContain('Cancelled before');
  });

  it('that ends without a result leaves its last words', async () => {
    const { result } = await run(`echo 'out of memory' >&2; exit 3`);
    const errors = ['Claude Code ended with code 3. out of memory'];
    expect(result).toEqual({ ...NOTHING, errors });
    const wordy = await run(`printf '%03000d' 7 >&2; exit 1`);
    expect(wordy.result.errors[0]).toBe(`Claude Code ended with code 1. ${'0'.repeat(1999)}7`);
    const killed = await run('kill -9 $$');
    expect(killed.result.errors[0]).toBe('Claude Code ended with code ?.');
  });

  it('may close its input unread', async () => {
    const { result } = await run('exec <&-; exit 0', { input: 'x'.repeat(1_000_000) });
    expect(result.errors).toEqual(['Claude Code ended with code 0.']);
  });

  it('that cannot be started is an error, and keeps no job waiting for its time limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await expect(run('', { program: '/nonexistent/claude' })).rejects.toThrow('ENOENT');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is ended where its result cannot be dealt with, and the job learns why', async () => {
    const script = `read line; echo '{"type":"result"}'; read more; echo '{"type":"more"}'`;
    const running = run(script, { afterResult: () => Promise.reject(new Error('disk full')) });
    await expect(running).rejects.toThrow('disk full');
  });

  it('that has told its result in time is not asked to end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { result } = await run(`echo '{"type":"result","result":"Done."}'`);
    expect(result).toMatchObject({ answer: 'Done.', outOfTime: false });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the end of its time', () => {
  const told = `trap 'echo "{\\"type\\":\\"result\\",\\"result\\":\\"so far\\"}"; exit' INT; while :; do sleep 0.02; done`;

  it('asks it to end, so that it still tells what it did', async () => {
    const { result } = await run(told, { minutes: 0.2 / 60 });
    expect(result).toMatchObject({ answer: 'so far', outOfTime: true });
  });

  it('kills it where it does not heed that', async () => {
    const deaf = `trap '' INT; echo '{"type":"init"}'; while :; do sleep 0.02; done`;
    const { result } = await run(deaf, { minutes: 0.1 / 60, graceMs: 100 });
    expect(result).toMatchObject({ subtype: 'none', outOfTime: true });
  });

  it('has the check and further rounds left out', async () => {
    const script = `trap 'echo "{\\"type\\":\\"result\\"}"; exit' INT; while :; do sleep 0.02; done`;
    const afterResult = vi.fn<() => Promise<string | null>>(async () => 'more');
    await run(script, { minutes: 0.2 / 60, afterResult });
    expect(afterResult).not.toHaveBeenCalled();
  });

  it('comes early when the pipeline is cancelled', async () => {
    const { result } = await run(told, { signal: AbortSignal.timeout(200) });
    expect(result).toMatchObject({ answer: 'so far', outOfTime: false });
  });
});

it('runs as another user where the job is root', async () => {
  const isRoot = process.getuid?.() === 0;
  const script = `echo "{\\"ids\\":\\"$(id -u) $(id -g)\\"}"`;
  const { events } = await run(script, { user: isRoot ? 61_184 : null });
  const own = `${process.getuid?.()} ${process.getgid?.()}`;
  expect(events).toEqual([{ ids: isRoot ? '61184 61184' : own }]);
});
