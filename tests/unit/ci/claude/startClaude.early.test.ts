import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claudeArguments, claudeInstructions } from '../../../../ci/claude/claudeCommand.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { run, start } from './aShellClaude.ts';

it('names no file with instructions where Claude is told them once it runs', () => {
  expect(claudeArguments(readRequest({ AI_FLOW_INPUT: 'x' }), null).join()).not.toContain(
    'system-prompt',
  );
  const line = claudeInstructions('Use "tabs".\nAlways.');
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({
    type: 'control_request',
    request: { subtype: 'initialize', appendSystemPrompt: 'Use "tabs".\nAlways.' },
  });
});

/** What Claude Code answers to its instructions. */
const TAKEN = `{"type":"control_response","response":{"subtype":"success"}}`;
/** A script that answers so, then takes its task. */
const answer = (response: string): string =>
  `read told; echo '${response}'; read line && echo "{\\"said\\":\\"$line\\"}"; echo '{"type":"result","result":"Done."}'`;

describe('one that has begun before it is asked', () => {
  it('is told its instructions first, and its task once it has taken them', async () => {
    const script = `read told; echo "{\\"length\\":\${#told}}"; ${answer(TAKEN).replace('read told; ', '')}`;
    const { result, events } = await run(script, { instructions: 'Use tabs.' });
    expect(events[0]?.['length']).toBeGreaterThan(40);
    expect(events).toContainEqual({ said: 'Why?' });
    expect(result.answer).toBe('Done.');
  });

  it('does not learn its task where it has refused them', async () => {
    const refused = TAKEN.replace('success', 'error');
    const asking = run(answer(refused), { instructions: 'Use tabs.' });
    await expect(asking).rejects.toThrow('did not take its instructions');
  });

  it('ends with all that it started where it is asked nothing', async () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'unasked-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const begun = start('sleep 60 & echo $! > begun; wait', { folder });
    const file = join(folder, 'begun');
    await expect.poll(() => readFileSync(file, 'utf8')).toMatch(/\n/);
    const pid = Number(readFileSync(file, 'utf8'));
    begun.end();
    // One that has ended has none, whether or not anybody has taken note of its end.
    const command = () => (existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/cmdline`) : '');
    await expect.poll(() => command()).toHaveLength(0);
  });

  it('that the job’s cancelling has ended meanwhile says so when it is asked', async () => {
    const over = new AbortController();
    const begun = start('exec sleep 60', { signal: over.signal });
    over.abort();
    const result = await begun.ask({ input: '', minutes: 1, onEvent: () => undefined });
    expect(result.errors[0]).toContain('Claude Code ended with code ?');
  });
});
