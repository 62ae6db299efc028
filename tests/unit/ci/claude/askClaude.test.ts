import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { askClaude } from '../../../../ci/claude/askClaude.ts';
import { CLAUDE_USER } from '../../../../ci/caps.ts';
import type { Job } from '../../../../ci/Job.ts';
import { openClaude } from '../../../../ci/claude/openClaude.ts';
import type { Work } from '../../../../ci/request/prepareTree.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { aFolder, aJob, aWork } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';
import { fakeClaude, says } from '../fakeClaude.ts';

const LOGIN = { ASK_CLAUDE_PROVIDER: 'anthropic', ANTHROPIC_API_KEY: 'key-123' };
const INIT = { type: 'system', subtype: 'init', claude_code_version: '2', model: 'claude' };
const TEXT = {
  type: 'assistant',
  message: { id: '1', usage: { input_tokens: 5 }, content: [{ type: 'text', text: 'Hm.' }] },
};
const RESULT = { type: 'result', subtype: 'success', result: 'Because.', total_cost_usd: 0.5 };
const NEVER = new AbortController().signal;
const isRoot = process.getuid?.() === 0;

/** Asks a Claude Code that leaves its arguments, input and environment in files of its temporary folder. */
async function ask(more: Partial<Job> = {}, about: Partial<Work> = {}) {
  const outer = await aFolder();
  const keep =
    'printf "%s\\n" "$@" > "$TMPDIR/arguments"; read -r first; printf "%s\\n" "$first" > "$TMPDIR/first"; case "$first" in *control_request*) echo \'{"type":"control_response","response":{"subtype":"success"}}\'; cat > "$TMPDIR/input";; *) { printf "%s\\n" "$first"; cat; } > "$TMPDIR/input";; esac; env > "$TMPDIR/environment"; id -u > "$TMPDIR/user"; pwd > "$TMPDIR/folder"';
  fakeClaude(outer, [keep, ...[INIT, TEXT, RESULT].map(says)].join('\n'));
  const job = await aJob({
    place: aPlace({ projectFolder: join(outer, 'builds') }),
    ...more,
    environment: { ...(more.environment ?? LOGIN), PATH: process.env['PATH'] },
  });
  const repository = {
    gitFolder: join(job.folder, 'repository.git'),
    tree: join(job.folder, 'code'),
  };
  mkdirSync(repository.gitFolder, { mode: 0o700 });
  mkdirSync(repository.tree);
  writeFileSync(join(repository.tree, 'a.js'), '1');
  const work = aWork({ repository, rules: 'Use tabs.', ...about });
  const claude = join(outer, 'bin/claude');
  const opened = await openClaude(job, Promise.resolve(claude), NEVER);
  onTestFinished(() => opened.close());
  const asked = await askClaude(job, work, Promise.resolve(opened));
  opened.close();
  const told = (name: string) => readFileSync(join(job.folder, 'tmp', name), 'utf8').trim();
  return { job, repository, asked, result: asked.claude, told };
}

function owner(path: string): unknown {
  const { mode, uid } = statSync(path);
  return [mode & 0o777, uid];
}

describe('asking Claude', () => {
  it('gives its answer, and tells the log what it does and uses', async () => {
    const { result, job } = await ask();
    expect(result).toMatchObject({ answer: 'Because.', costUsd: 0.5 });
    expect(job.lines).toEqual([
      'started Claude Code 2, claude',
      'says Hm.',
      'use 5 null',
      'use 5 0.5',
    ]);
  });

  it('hands over the prompt, the rules and the model, in the code’s folder', async () => {
    const { told, repository } = await ask();
    expect(told('input')).toContain('"data":"Why?"');
    expect(told('arguments').split('\n')).toEqual(
      expect.arrayContaining(['--model=claude-sonnet-5-5']),
    );
    expect(told('arguments')).not.toContain('system-prompt');
    expect(JSON.parse(told('first'))).toMatchObject({
      request: { appendSystemPrompt: expect.stringContaining('Use tabs.') },
    });
    expect(told('folder')).toBe(repository.tree);
  });

  it('begins a Claude that changes files once its rules are known, and names it the file of what it is told', async () => {
    const request = { ...readRequest({ AI_FLOW_INPUT: 'Why?' }), mode: 'change' as const };
    const { told, job } = await ask({ request }, { ciFiles: ['ci/build.yml'] });
    const file = join(job.folder, 'system-prompt.md');
    expect(told('arguments')).toContain(`--append-system-prompt-file=${file}`);
    expect(told('arguments')).toContain('Edit(/ci/build.yml)');
    expect(told('first')).toContain('"data":"Why?"');
    expect(readFileSync(file, 'utf8')).toContain('Use tabs.');
  });

  it('gives it a home of its own, the key and nothing of GitLab’s', async () => {
    vi.stubEnv('CI_JOB_TOKEN', 'job-token');
    const { told, job } = await ask();
    const lines = told('environment').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([`HOME=${job.folder}/home`, 'ANTHROPIC_API_KEY=key-123']),
    );
    expect(lines.filter((line) => /^(CI|GITLAB|NODE|VITEST)/.test(line))).toEqual([]);
  });

  it.each(['ask', 'change'] as const)('runs it as a user that owns %s’s folders', async (mode) => {
    const request = { ...readRequest({ AI_FLOW_INPUT: 'Why?' }), mode };
    const { told, job, repository } = await ask({ request });
    const user = isRoot ? CLAUDE_USER : process.getuid?.();
    expect(Number(told('user'))).toBe(user);
    expect(owner(join(job.folder, 'home'))).toEqual([0o700, user]);
    expect(owner(job.folder)).toEqual([0o711, process.getuid?.()]);
    expect(owner(repository.gitFolder)).toEqual([0o700, process.getuid?.()]);
    const codes = mode === 'change' ? user : process.getuid?.();
    expect(statSync(join(repository.tree, 'a.js')).uid).toBe(codes);
  });

  it('keeps its own user where the job is not root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    const { told, job } = await ask();
    vi.restoreAllMocks();
    expect(Number(told('user'))).toBe(process.getuid?.());
    expect(statSync(join(job.folder, 'login')).uid).toBe(process.getuid?.());
  });

  it.each<[string, Partial<Job>]>([
    [
      'the ask is private',
      { request: { ...readRequest({ AI_FLOW_INPUT: 'x' }), isPrivate: true } },
    ],
    ['the runner project is closed', { closed: true }],
  ])('tells the log no words where %s', async (_why, more) => {
    const { job } = await ask(more);
    expect(job.lines.filter((line) => line.startsWith('says'))).toEqual([]);
  });

  it('offers tools of GitLab while it runs, and no longer', async () => {
    const environment = { ...LOGIN, ASK_CLAUDE_GITLAB_TOOLS: 'yes', GITLAB_READ_TOKEN: 'read' };
    const { told, job } = await ask({ environment });
    expect(told('arguments')).toContain(`--mcp-config=${join(job.folder, 'tools.json')}`);
    expect(told('environment')).toContain('NO_PROXY=127.0.0.1');
    chmodSync(join(job.folder, 'tools.json'), 0o400);
    const { mcpServers } = JSON.parse(readFileSync(join(job.folder, 'tools.json'), 'utf8'));
    await expect(fetch(mcpServers.gitlab.url)).rejects.toThrow('fetch failed');
  });

  it('ends before it starts where there is no login', async () => {
    await expect(ask({ environment: { ASK_CLAUDE_PROVIDER: 'anthropic' } })).rejects.toThrow(
      'There is no ANTHROPIC_API_KEY here',
    );
  });
});
