import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askClaude, minutesOf } from '../../../../ci/claude/askClaude.ts';
import { openClaude } from '../../../../ci/claude/openClaude.ts';
import type { Job } from '../../../../ci/Job.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { checkUser, type Checked } from '../../../../ci/changes/runCheck.ts';
import { DEFAULTS } from '../../../../ci/Settings.ts';
import { startTools } from '../../../../ci/tools/startTools.ts';
import { verifierOf } from '../../../../ci/changes/verifyChanges.ts';
import { canBecome } from '../../../../ci/claude/claudeUser.ts';
import { aFolder, aJob, aWork } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';
import { fakeClaude, says } from '../fakeClaude.ts';

vi.mock('../../../../ci/claude/claudeUser.ts', { spy: true });
vi.mock('../../../../ci/changes/runCheck.ts', { spy: true });
vi.mock('../../../../ci/tools/startTools.ts', { spy: true });
vi.mock('../../../../ci/changes/verifyChanges.ts', { spy: true });

const CHANGE = { ...readRequest({ AI_FLOW_INPUT: 'x' }), mode: 'change' as const };
const NEVER = new AbortController().signal;
const FAILED = { passed: false, words: '1 test failed' };
const PASSED = { passed: true, words: 'fine' };

beforeEach(() => {
  vi.mocked(canBecome).mockResolvedValue(false);
});

const tools = () => vi.mocked(startTools).mock.lastCall?.[1]['project'] ?? [];
const signal = () => vi.mocked(verifierOf).mock.lastCall?.[0].cancelled;

/** Asks a Claude Code that answers every line of its input, and keeps those lines. */
async function ask(verified: 'none' | 'not_allowed' | (Checked | null)[], more: Partial<Job> = {}) {
  const outer = await aFolder();
  const result = says({ type: 'result', subtype: 'success', result: 'Done.' });
  const script = `while read -r line; do printf '%s\\n' "$line" >> "$TMPDIR/input"; ${result}; done; printf '%s\\n' "$@" > "$TMPDIR/arguments"`;
  fakeClaude(outer, script);
  const job = await aJob({
    place: aPlace({ projectFolder: join(outer, 'builds') }),
    request: CHANGE,
    settings: { ...DEFAULTS, check: 'npm test', checkRounds: 1 },
    ...more,
    environment: {
      ASK_CLAUDE_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: 'key-123',
      PATH: process.env['PATH'],
    },
  });
  const gitFolder = join(job.folder, 'repository.git');
  const repository = { gitFolder, tree: join(job.folder, 'code') };
  mkdirSync(repository.gitFolder);
  mkdirSync(repository.tree);
  const check = vi.fn<() => Promise<Checked | null>>();
  if (typeof verified !== 'string')
    for (const checked of verified) check.mockResolvedValueOnce(checked);
  const aborted: boolean[] = [];
  const checkOnce = () => {
    aborted.push(signal()?.aborted ?? true);
    return check();
  };
  const made = typeof verified === 'string' ? verified : { check: checkOnce };
  vi.mocked(verifierOf).mockReturnValue(made);
  const opening = openClaude(job, Promise.resolve(join(outer, 'bin/claude')), NEVER);
  const { claude, ...asked } = await askClaude(job, aWork({ repository }), opening);
  (await opening).close();
  const told = (name: string) => readFileSync(join(job.folder, 'tmp', name), 'utf8');
  return { job, asked, claude, check, told, aborted };
}

describe('a check that fails', () => {
  it('goes back to Claude, whose mended work counts', async () => {
    const { asked, told, check } = await ask([FAILED, PASSED]);
    expect(asked).toEqual({ verified: 'passed', checkWords: '' });
    const [, second, ...rest] = told('input').trim().split('\n');
    expect(JSON.parse(second ?? '')).toMatchObject({ type: 'user' });
    expect(second).toContain('(npm test) failed');
    expect(second).toContain('1 test failed');
    // The last of its rounds.
    expect(second).not.toContain('Mend');
    expect(rest).toEqual([]);
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('counts where it still fails after the last round', async () => {
    const { asked, told } = await ask([FAILED, { passed: false, words: 'again' }]);
    expect(asked).toEqual({ verified: 'failed', checkWords: 'again' });
    expect(told('input').trim().split('\n')).toHaveLength(2);
  });

  it('says that Claude may mend where rounds are left', async () => {
    const settings = { ...DEFAULTS, check: 'npm test', checkRounds: 2 };
    const { told } = await ask([FAILED, PASSED], { settings });
    expect(told('input')).toContain('Mend what is at fault');
  });
});

describe('what the check came to', () => {
  it.each([
    ['none', [null]],
    ['passed', [PASSED]],
    ['none', 'none'],
    ['not_allowed', 'not_allowed'],
  ] as const)('is %s after %j', async (verified, given) => {
    const { asked, told, claude } = await ask(typeof given === 'string' ? given : [...given]);
    expect(asked).toEqual({ verified, checkWords: '' });
    expect(claude.answer).toBe('Done.');
    expect(told('input').trim().split('\n')).toHaveLength(1);
  });
});

describe('Claude’s tools for a change', () => {
  it('hold the check, which gives what it printed', async () => {
    const { check, told, job } = await ask([PASSED]);
    expect(told('arguments')).toContain('mcp__project__run_check');
    expect(readFileSync(join(job.folder, 'system-prompt.md'), 'utf8')).toContain('npm test');
    const tool = tools().find(({ name }) => name === 'run_check');
    expect(tool?.inputSchema).toEqual({ type: 'object', properties: {} });
    for (const checked of [null, PASSED, FAILED]) check.mockResolvedValueOnce(checked);
    expect(await tool?.run({})).toBe('Nothing was changed so far.');
    expect(await tool?.run({})).toBe('Passed.\n\nfine');
    expect(await tool?.run({})).toBe('Failed.\n\n1 test failed');
  });

  it('hold a check that ends with Claude', async () => {
    const { aborted } = await ask([PASSED]);
    expect([aborted, signal()?.aborted]).toEqual([[false], true]);
  });

  it('hold none that may not run', async () => {
    const { job, told } = await ask('not_allowed');
    expect(tools().map(({ name }) => name)).not.toContain('run_check');
    expect(tools()).not.toEqual([]);
    expect(told('arguments')).toContain('mcp__project__');
    const prompt = readFileSync(join(job.folder, 'system-prompt.md'), 'utf8');
    expect(prompt).not.toContain('npm test');
  });

  it('are none where nothing may be changed', async () => {
    await ask('none', { request: { ...CHANGE, mode: 'ask' } });
    expect(tools()).toEqual([]);
  });
});

describe('a container that may start nothing as another user', () => {
  it('is warned of, where Claude runs as root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    const { job } = await ask('none');
    expect(job.lines).toContain(
      'warning this container may start nothing as another user, so Claude runs as root',
    );
    expect(vi.mocked(verifierOf).mock.lastCall?.[2]).toBeNull();
    expect(checkUser).not.toHaveBeenCalled();
  });

  it('is nothing to speak of where the job is not root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    const { job } = await ask('none');
    expect(job.lines.filter((line) => line.startsWith('warning'))).toEqual([]);
  });
});

describe('Claude’s minutes', () => {
  const settings = { ...DEFAULTS, maxMinutes: 25 };
  it.each([
    ['the file’s, where the runner sets no limit', undefined, 25],
    ['the file’s, where the limit is none', 'never', 25],
    ['the file’s, where the limit is nothing', '0', 25],
    ['the file’s, where the runner leaves more', '3600', 25],
    ['less, where the runner ends the job earlier', '1200', 16],
    ['half of the job’s, where that is short', '360', 3],
  ])('are %s', (_which, CI_JOB_TIMEOUT, minutes) => {
    expect(minutesOf({ settings, environment: { CI_JOB_TIMEOUT } })).toBe(minutes);
  });
});
