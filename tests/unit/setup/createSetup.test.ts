import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { JobWish, SetupWish } from '../../../utils/setup/addJob/SetupPlan.ts';
import { createSetup, type Setup } from '../../../utils/setup/createSetup.ts';
import { rootFile } from '../../../utils/setup/jobFiles.ts';
import { branchHeads, git, readFile } from '../../sandbox/git/git.ts';
import { commitActions } from '../../sandbox/git/commitActions.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';

const template = readFileSync(new URL('../../../templates/claude.yml', import.meta.url), 'utf8');
const WISH: JobWish = {
  kind: 'addJob',
  placement: 'runner',
  provider: 'claude',
  forbidVariables: false,
  keepOut: true,
  claudeMd: false,
};

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  await withoutRunnerBranch();
});
afterEach(() => sandbox.stop());

function setupOf(user: 'mia' | 'dev', text = template): Setup {
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens[user] });
  return createSetup({ gitLabFor: async () => ({ ok: true, value: gitLab }), template: text });
}

function shop() {
  return sandbox.project('acme/webshop');
}

function at(project = 'acme/webshop') {
  return { site: sandbox.url, project };
}

async function withoutRunnerBranch(): Promise<void> {
  await git(shop().repository, ['update-ref', '-d', 'refs/heads/ask-claude']);
  shop().protectedBranches = shop().protectedBranches.filter(({ name }) => name === 'main');
}

async function write(files: Record<string, string | null>): Promise<void> {
  const { repository } = shop();
  const head = (await branchHeads(repository)).get('main') ?? '';
  const listed = await git(repository, ['ls-tree', '-r', '--name-only', head]);
  const there = new Set(listed.split('\n'));
  const actions = Object.entries(files).map(([path, content]) =>
    content === null
      ? ({ action: 'delete', file_path: path } as const)
      : ({ action: there.has(path) ? 'update' : 'create', file_path: path, content } as const),
  );
  const author = { name: 'Mia', email: 'mia@acme.example' };
  const made = await commitActions(repository, head, 'Change the CI', actions, author);
  if ('error' in made) throw new Error(made.error);
  await git(repository, ['update-ref', 'refs/heads/main', made.sha]);
}

async function fileAt(ref: string, path: string): Promise<string | null> {
  return (await readFile(shop().repository, ref, path))?.toString('utf8') ?? null;
}

async function planned(setup: Setup, wish: SetupWish, project?: string) {
  const plan = await setup.plan(at(project), wish);
  if (!plan.ok) throw new Error(JSON.stringify(plan.failure));
  return plan.value;
}

async function carried(setup: Setup, wish: SetupWish) {
  const plan = await planned(setup, wish);
  const carriedOut = await setup.carryOut(at(), wish, plan.digest);
  if (!carriedOut.ok) throw new Error(JSON.stringify(carriedOut.failure));
  return { plan, ...carriedOut.value };
}

function kinds({ notes }: { notes: { kind: string }[] }): string[] {
  return notes.map(({ kind }) => kind);
}

describe('the runner branch', () => {
  it('is made by one commit, protected, and its pipelines are ours alone', async () => {
    const { done, plan } = await carried(setupOf('mia'), { ...WISH, forbidVariables: true });
    expect(done.map(({ kind }) => kind)).toEqual(['commit', 'protect', 'variables_role']);
    expect(await fileAt('ask-claude', '.gitlab-ci.yml')).toBe(rootFile({}));
    expect(shop().protectedBranches.at(-1)).toMatchObject({
      name: 'ask-claude',
      pushLevel: 40,
      mergeLevel: 30,
    });
    expect(shop().variablesRole).toBe('no_one_allowed');
    expect(kinds(plan)).toEqual(['variables_off']);
    // Neither the commit nor anything else started a pipeline.
    expect(shop().pipelines).toEqual([]);
  });

  it('holds the address of a gateway where one was given', async () => {
    await carried(setupOf('mia'), { ...WISH, gateway: 'https://gateway.test/v1' });
    const file = await fileAt('ask-claude', '.gitlab-ci.yml');
    expect(file).toBe(rootFile({ anthropic: 'https://gateway.test/v1' }));
  });

  it('stands unprotected where a Developer makes it, who is told', async () => {
    const { plan, done } = await carried(setupOf('dev'), WISH);
    expect(done.map(({ kind }) => kind)).toEqual(['commit']);
    expect(kinds(plan)).toEqual(['unprotected']);
  });

  it('gets its file where the project keeps its CI file', async () => {
    shop().ciConfigPath = 'ci/pipeline.yml';
    await carried(setupOf('mia'), WISH);
    expect(await fileAt('ask-claude', 'ci/pipeline.yml')).toBe(rootFile({}));
  });

  it.each(['ci.yml@acme/ci', 'https://ci.test/all.yml'])(
    'is not offered where the CI file is %s',
    async (path) => {
      shop().ciConfigPath = path;
      const plan = await planned(setupOf('mia'), WISH);
      expect([plan.steps, kinds(plan)]).toEqual([[], ['ci_file_elsewhere']]);
    },
  );

  it('is brought up to date by a merge request to it, with provider and gateway kept', async () => {
    const gateway = 'https://gateway.test/v1';
    await carried(setupOf('mia'), { ...WISH, gateway });
    const newer = `${template}# newer\n`;
    const { done } = await carried(setupOf('mia', newer), { kind: 'updateRunnerBranch' });
    expect(done.map(({ kind, name }) => [kind, name])).toEqual([
      ['commit', 'claude-job-update'],
      ['merge_request', '!35'],
    ]);
    expect(shop().mergeRequests.at(-1)).toMatchObject({ targetBranch: 'ask-claude' });
    const updated = await fileAt('claude-job-update', '.gitlab-ci.yml');
    expect(updated).toBe(`${rootFile({ anthropic: gateway })}# newer\n`);
  });

  it('that is up to date and protected leaves nothing to do', async () => {
    await carried(setupOf('mia'), WISH);
    const plan = await planned(setupOf('mia'), { kind: 'updateRunnerBranch' });
    expect([plan.steps, kinds(plan)]).toEqual([[], ['up_to_date']]);
  });

  it('whose protection lets Developers push is protected anew', async () => {
    await carried(setupOf('mia'), WISH);
    const [protection] = shop().protectedBranches.slice(-1);
    if (protection) protection.pushLevel = 30;
    const fixed = await setupOf('mia').performFix(at(), { kind: 'protectRunnerBranch' });
    expect(fixed).toMatchObject({ ok: true, value: { done: [{ kind: 'protect' }] } });
    expect(shop().protectedBranches.at(-1)).toMatchObject({ name: 'ask-claude', pushLevel: 40 });
  });

  it('is not made twice: what was shown is done, or nothing', async () => {
    const setup = setupOf('mia');
    const plan = await planned(setup, WISH);
    await carried(setupOf('dev'), WISH);
    const late = await setup.carryOut(at(), WISH, plan.digest);
    expect(late).toMatchObject({ ok: false, failure: { subject: 'changed' } });
  });
});

describe('the include', () => {
  const include: JobWish = { ...WISH, placement: 'include' };

  it('comes as a merge request with our file, the include and a first CLAUDE.md, from who may not push', async () => {
    await write({ 'CLAUDE.md': null });
    const { plan, done } = await carried(setupOf('dev'), { ...include, claudeMd: true });
    expect(done.map(({ kind }) => kind)).toEqual(['commit', 'merge_request']);
    const [commit] = plan.steps;
    expect(commit?.kind === 'commit' && commit.files.map(({ path }) => path)).toEqual([
      '.gitlab/claude-job.yml',
      '.gitlab-ci.yml',
      'CLAUDE.md',
    ]);
    expect(await fileAt('claude-job', '.gitlab/claude-job.yml')).toBe(template);
    const before = (await fileAt('main', '.gitlab-ci.yml')) ?? '';
    expect(await fileAt('claude-job', '.gitlab-ci.yml')).toContain(before);
    expect(plan.notes).toEqual([{ kind: 'jobs_beside', names: ['test', 'deploy'] }]);
  });

  it('keeps other includes out of our pipelines, and says which jobs are left', async () => {
    await write({
      'ci/build.yml': 'build:\n  script: [make]\n',
      '.gitlab-ci.yml': 'include: ci/build.yml\n\nlint:\n  script: [lint]\n',
    });
    const { notes } = await planned(setupOf('dev'), include);
    expect(notes).toEqual([
      { kind: 'kept_out', names: ['ci/build.yml'] },
      { kind: 'jobs_beside', names: ['lint'] },
    ]);
  });

  it('leaves includes in without which the file would not be valid', async () => {
    await write({
      'ci/base.yml': '.base:\n  script: [make]\n',
      '.gitlab-ci.yml': 'include: ci/base.yml\n\nlint:\n  extends: .base\n',
    });
    const { notes } = await planned(setupOf('dev'), include);
    expect(notes.map(({ kind }) => kind)).toEqual(['keep_out_breaks', 'left_in', 'jobs_beside']);
  });

  it('says where the file’s own workflow lets no such pipeline be made', async () => {
    await write({
      '.gitlab-ci.yml':
        'workflow:\n  rules:\n    - if: $CI_MERGE_REQUEST_IID\nlint:\n  script: [lint]\n',
    });
    expect(kinds(await planned(setupOf('dev'), include))).toEqual(['workflow_forbids']);
  });

  it('makes the CI file where there is none, and takes an empty one', async () => {
    await write({ '.gitlab-ci.yml': null });
    expect(kinds(await planned(setupOf('dev'), include))).toEqual([]);
    await write({ '.gitlab-ci.yml': '' });
    const { steps } = await planned(setupOf('dev'), include);
    expect(steps.map(({ kind }) => kind)).toEqual(['commit', 'merge_request']);
  });

  it('writes nothing into a file that is no CI file', async () => {
    await write({ '.gitlab-ci.yml': 'test: [\n' });
    const plan = await planned(setupOf('dev'), include);
    expect([plan.steps, kinds(plan)]).toEqual([[], ['bad_file']]);
  });

  it('warns where the project lets nobody set variables, which it would need', async () => {
    shop().variablesRole = 'no_one_allowed';
    expect(kinds(await planned(setupOf('mia'), include))).toContain('variables_forbidden');
  });
});

describe('a look at the project', () => {
  it('tells a Maintainer which variables are there', async () => {
    const look = await setupOf('mia').look(at());
    expect(look).toMatchObject({
      ok: true,
      value: { runner: 'absent', maintainer: true, inputs: true, hasClaudeMd: true },
    });
    expect(look.ok && look.value.variables.claude.map(({ present }) => present)).toEqual([
      true,
      true,
    ]);
  });

  it('tells a Developer that this cannot be known', async () => {
    const look = await setupOf('dev').look(at());
    expect(look.ok && look.value.variables.claude.map(({ present }) => present)).toEqual([
      null,
      null,
    ]);
  });

  it('finds projects by their words, and issues to ask about', async () => {
    const found = await setupOf('dev').projects(sandbox.url, 'shop');
    expect(found.ok && found.value.map(({ path }) => path)).toContain('acme/webshop');
    const issues = await setupOf('dev').issues(at());
    expect(issues.ok && issues.value.map(({ iid }) => iid)).toContain(12);
  });
});

it('switches pipeline variables on and off again', async () => {
  const setup = setupOf('mia');
  await setup.performFix(at(), { kind: 'forbidVariables' });
  expect(shop().variablesRole).toBe('no_one_allowed');
  const refused = await setup.performFix(at(), { kind: 'allowVariables' });
  // GitLab lets Owners alone take it back.
  expect(refused).toMatchObject({ ok: true, value: { done: [], failure: { kind: 'refused' } } });
});
