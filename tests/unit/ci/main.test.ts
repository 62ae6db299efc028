import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installedClaude } from '../../../ci/claude/findClaude.ts';
import { openClaude } from '../../../ci/claude/openClaude.ts';
import { Fault } from '../../../ci/Fault.ts';
import type { Job } from '../../../ci/Job.ts';
import { outcomeOf } from '../../../ci/outcomeOf.ts';
import { NO_RESULT } from '../../../ci/writeResult.ts';
import { aFolder } from './aJob.ts';

vi.mock('../../../ci/outcomeOf.ts', { spy: true });
vi.mock('../../../ci/claude/openClaude.ts', { spy: true });
vi.mock('../../../ci/claude/findClaude.ts', { spy: true });

const ANSWERED = { ...NO_RESULT, kind: 'answered' as const, answer: 'Because.' };

beforeEach(() => {
  vi.mocked(installedClaude).mockResolvedValue(null);
  vi.mocked(openClaude).mockRejectedValue(new Fault('no Claude'));
  vi.mocked(outcomeOf).mockResolvedValue({ result: ANSWERED, patch: null });
});

/** Runs the program once in a clone; gives its exit code, its log and what it left as artifact. GitLab has one answer for everything. */
async function run(environment: Record<string, string> = {}, answer: object = {}) {
  const folder = await aFolder();
  const temporary = join(folder, 'tmp');
  mkdirSync(join(folder, '.git'));
  mkdirSync(temporary);
  writeFileSync(
    join(folder, '.git/config'),
    '[remote "origin"]\n\turl = https://ci:token@git.test/acme/webshop.git\n',
  );
  const all = {
    CI_SERVER_URL: 'https://git.test',
    CI_API_V4_URL: 'https://git.test/api/v4',
    CI_PROJECT_PATH: 'acme/webshop',
    CI_PROJECT_DIR: folder,
    CI_PIPELINE_ID: '77',
    CI_JOB_ID: '9',
    CI_DEFAULT_BRANCH: 'main',
    AI_FLOW_INPUT: 'Why?',
    MY_SECRET: 'secret-value',
    TMPDIR: temporary,
    ...environment,
  };
  for (const [key, value] of Object.entries(all)) vi.stubEnv(key, value);
  vi.stubGlobal('fetch', async () => Response.json(answer));
  let log = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    log += String(text);
    return true;
  });
  const listeners = process.listeners('SIGTERM');
  const { exitCode } = process;
  onTestFinished(() => {
    vi.unstubAllEnvs();
    process.exitCode = exitCode;
  });
  vi.resetModules();
  await import('../../../ci/main.ts');
  const code = process.exitCode;
  process.exitCode = exitCode;
  const [terminated] = process.listeners('SIGTERM').filter((one) => !listeners.includes(one));
  if (terminated) process.removeListener('SIGTERM', terminated);
  const artifact = (name: string): string => readFileSync(join(folder, '.claude-ci', name), 'utf8');
  const result = existsSync(join(folder, '.claude-ci/result.json'))
    ? JSON.parse(artifact('result.json'))
    : null;
  return { code, log, result, artifact, temporary };
}

function job(): Job {
  const given = vi.mocked(outcomeOf).mock.lastCall?.[0];
  if (!given) throw new Error('there was no job');
  return given;
}

describe('the job', () => {
  it('leaves its outcome as artifact, and nothing else', async () => {
    const { code, log, result, temporary } = await run();
    expect(result).toMatchObject({ version: 1, outcome: 'answered', answer: 'Because.' });
    expect([code, log]).toEqual([0, 'ask-claude> ended: answered\n']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('gives its parts a folder of their own, and takes secrets out of the log', async () => {
    vi.mocked(outcomeOf).mockImplementation(async (given) => {
      expect(existsSync(given.folder)).toBe(true);
      given.step('tool', 'Read secret-value');
      given.hide(['acme/webshop']);
      given.step('tool', 'in acme/webshop');
      given.use({ tokens: 7, costUsd: null });
      return { result: ANSWERED, patch: Buffer.from('the patch') };
    });
    const { log, artifact } = await run();
    expect(log).toContain('tool: Read [MASKED]\n');
    expect(log).toContain('tool: in acme/webshop\n');
    expect(log).toMatch(/usage: .*7/);
    expect(artifact('changes.patch')).toBe('the patch');
    expect(job().redact('secret-value')).toBe('[MASKED]');
  });

  it('tells what did not go as hoped', async () => {
    const result = { ...ANSWERED, errors: ['one', 'two'] };
    vi.mocked(outcomeOf).mockResolvedValue({ result, patch: null });
    expect((await run()).log).toBe(
      'ask-claude> warning: one\nask-claude> warning: two\nask-claude> ended: answered\n',
    );
    const secretly = JSON.stringify({ ask_claude: { private: true } });
    const { log } = await run({ AI_FLOW_CONTEXT: secretly });
    expect(log).toBe('ask-claude> ended: answered\n');
  });

  it('fails where its outcome is a failure, and says why without secrets', async () => {
    vi.mocked(outcomeOf).mockRejectedValue(new Fault('no secret-value here'));
    const { code, log, result } = await run();
    expect(result).toMatchObject({ outcome: 'failed', errors: ['no [MASKED] here'] });
    expect([code, log]).toEqual([
      1,
      'ask-claude> warning: no [MASKED] here\nask-claude> ended: failed\n',
    ]);
  });

  it('fails in private: the log does not tell why', async () => {
    vi.mocked(outcomeOf).mockRejectedValue(new Fault('no way'));
    const context = JSON.stringify({ ask_claude: { private: true } });
    const { code, log, result } = await run({ AI_FLOW_CONTEXT: context });
    expect([code, log]).toEqual([1, 'ask-claude> ended: failed\n']);
    expect(result.errors).toEqual(['no way']);
  });

  it('fails where its settings do not have their form, which only the log can tell', async () => {
    const { code, log, result } = await run({ ASK_CLAUDE_SETTINGS: '{"max_turns":-1}' });
    expect([code, result]).toEqual([1, null]);
    expect(log).toContain('warning: The setting max_turns');
  });

  it('fails before it starts where nothing was asked', async () => {
    const { code, result } = await run({ AI_FLOW_INPUT: '' });
    expect([code, result.outcome]).toEqual([1, 'failed']);
    expect(result.errors[0]).toContain('nothing was asked');
  });

  it('has only the log where not even its place can be relied on', async () => {
    const { code, log, result, temporary } = await run({ CI_JOB_ID: 'x' });
    expect([code, result]).toEqual([1, null]);
    expect(log).toMatch(/^ask-claude> warning: CI_JOB_ID .*\nask-claude> ended: failed\n$/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('that is cancelled ends as cancelled', async () => {
    vi.mocked(outcomeOf).mockImplementation(async (given) => {
      const before = given.cancelled.aborted;
      process.emit('SIGTERM');
      throw new Error(`stopped, ${before}, ${given.cancelled.aborted}`);
    });
    const { code, result } = await run();
    expect([code, result]).toMatchObject([
      0,
      { outcome: 'cancelled', errors: ['stopped, false, true'] },
    ]);
  });
});

describe('a job of a central runner project', () => {
  const central = {
    AI_FLOW_PROJECT_PATH: 'acme/legacy',
    AI_FLOW_RESOURCE: 'issue/12',
    AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: { reply: 'note' } }),
    ASK_CLAUDE_SERVED_PROJECTS: 'acme/',
    GITLAB_ACCESS_TOKEN: 'access-token',
    CI_JOB_TOKEN: 'job-token',
  };
  const member = { access_level: 30, state: 'active', id: 3, name: 'Riya', default_branch: 'main' };

  it('keeps words and names out of log and artifact', async () => {
    vi.mocked(outcomeOf).mockImplementation(async (given) => {
      given.hide(['acme/legacy']);
      given.step('tool', 'in acme/legacy');
      return {
        result: { ...ANSWERED, errors: ['about acme/legacy'] },
        patch: Buffer.from('the patch'),
      };
    });
    const { log, result, artifact } = await run(central, { ...member, user: member });
    expect(log).toContain('tool: in [hidden]\n');
    expect(result).toMatchObject({ answer: '', errors: ['Remarks in the comment: 1.'] });
    expect(() => artifact('changes.patch')).toThrow('ENOENT');
  });

  it('keeps them out of what failed, too', async () => {
    vi.mocked(outcomeOf).mockImplementation(async (given) => {
      given.hide(['acme/legacy']);
      throw new Fault('no acme/legacy with secret-value');
    });
    const { code, log, result } = await run(central, { ...member, user: member });
    expect([code, result.errors]).toEqual([1, ['no [hidden] with [MASKED]']]);
    expect(log).toContain('warning: no [hidden] with [MASKED]\n');
  });
});
