import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ciLocalPid, gitlabCiLocal } from '../../sandbox/ci/gitlabCiLocal.ts';

const PROGRAM = fileURLToPath(
  new URL('../../../node_modules/gitlab-ci-local/dist/index.js', import.meta.url),
);

let checkout: string;
beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'ci-local-'));
  execFileSync('git', ['init', '--quiet', checkout]);
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function preview(text: string): string[] {
  const name = `${crypto.randomUUID()}.yml`;
  writeFileSync(join(checkout, name), text);
  return ['--preview', '--file', name, '--state-dir', '.git/state'];
}

function withRule(text: string): string {
  return `a: { script: [x] }\nworkflow: { rules: [{ if: '${text}', variables: { SEEN: found } }] }`;
}

/** What the program says by itself, in a process of its own. */
function byItself(options: string[]): { ok: boolean; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, ...options], {
    cwd: checkout,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: checkout, NO_COLOR: '1' },
  });
  return { ok: status === 0, stdout };
}

describe('gitlab-ci-local in its lasting process', () => {
  it.each([
    ['a file', '.base: { script: [a] }\nb: { extends: .base, stage: test }'],
    ['a file that its schema refuses', 'a: { script: [x], retry: often }'],
    ['a file with a stage that is not there', 'a: { script: [x], stage: nope }'],
    ['a rule that is no expression', 'a: { script: [x], rules: [{ if: "$A ==" }] }'],
  ])('says of %s what it says by itself', async (_what, text) => {
    const options = preview(text);
    const { ok, stdout } = await gitlabCiLocal(checkout, options);
    expect({ ok, stdout }).toEqual(byItself(options));
  });

  it('answers side by side, each question its own', async () => {
    const names = Array.from({ length: 5 }, (_, index) => `job${index}`);
    const answers = await Promise.all(
      names.map((name) => gitlabCiLocal(checkout, preview(`${name}: { script: [x] }`))),
    );
    expect(answers.map(({ stdout }) => /job\d/.exec(stdout)?.[0])).toEqual(names);
  });

  it('forgets what a rule has left behind', async () => {
    const left = await gitlabCiLocal(checkout, preview(withRule('leftBehind = 1')));
    expect(left.stdout).toContain('found');
    const next = await gitlabCiLocal(checkout, preview(withRule('leftBehind == 1')));
    expect(next).toMatchObject({ ok: false, stderr: expect.stringContaining('leftBehind') });
  });

  it('reports a run that cannot be started, and takes the next', async () => {
    await expect(gitlabCiLocal(join(checkout, 'nowhere'), [])).rejects.toThrow('ENOENT');
    expect(await gitlabCiLocal(checkout, preview('a: { script: [x] }'))).toMatchObject({
      ok: true,
    });
  });

  it('reports the end of its process, and starts another', async () => {
    await gitlabCiLocal(checkout, preview('a: { script: [x] }'));
    const pid = ciLocalPid() ?? 0;
    const asked = gitlabCiLocal(checkout, preview('a: { script: [x] }'));
    process.kill(pid, 'SIGKILL');
    await expect(asked).rejects.toThrow('ended early: SIGKILL');
    expect(await gitlabCiLocal(checkout, preview('a: { script: [x] }'))).toMatchObject({
      ok: true,
    });
    expect(ciLocalPid()).not.toBe(pid);
  });

  it('ends with the process that started it', () => {
    const module = new URL('../../sandbox/ci/gitlabCiLocal.ts', import.meta.url).href;
    const script = `
      const { gitlabCiLocal, ciLocalPid } = await import(${JSON.stringify(module)});
      await gitlabCiLocal(${JSON.stringify(checkout)}, ${JSON.stringify(preview('a: { script: [x] }'))});
      console.log(ciLocalPid());`;
    const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
    const said = execFileSync(process.execPath, options, { encoding: 'utf8' });
    return expect.poll(() => spawnSync('kill', ['-0', said.trim()]).status).not.toBe(0);
  });
});
