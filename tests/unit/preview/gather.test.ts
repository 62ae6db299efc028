import { describe, expect, test } from 'vitest';
import type { Project } from '../../../utils/gitlab/entities.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import {
  gather,
  jobsOfPush,
  type RunnerChoice,
  type Gathered,
} from '../../../utils/preview/gather.ts';
import { aGathered, aLint } from '../fakes/aGathered.ts';
import { aBranch, anIssue, aPipeline, aProject, issuePage, mia } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const RUNNER = aProject({ id: 9, path_with_namespace: 'acme/runner' });
const FILE = 'claude:\n  script: [claude]\n';

/** A GitLab that answers by REST alone, with our runner branch. */
function restGitLab(answers: Partial<GitLab> = {}): FakeGitLab {
  return fakeGitLab({
    project: async (id) => ok(id === 'acme/webshop' || id === 5 ? aProject() : RUNNER),
    branch: async (_, name) => ok(aBranch(name, { can_push: true })),
    file: async () => ok(FILE),
    lint: async () => ok(aLint(FILE)),
    issue: async () => ok(anIssue()),
    discussions: async () => ok([]),
    pipelines: async () => ok({ items: [aPipeline(41)], complete: true }),
    ...answers,
  });
}

async function gathered(
  gitLab: FakeGitLab,
  choice: RunnerChoice = {},
  versionOf?: () => Promise<string | null>,
): Promise<Gathered> {
  const found = await gather(gitLab, issuePage, undefined, choice, versionOf);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

/** How often GitLab was asked by a method. */
function times(gitLab: FakeGitLab, method: string): number {
  return gitLab.calls.filter((call) => call.split(' ')[0] === method).length;
}

describe('a GitLab that does not answer the one question about a page', () => {
  test.each<[string, Failure]>([
    ['knows it not', { kind: 'not_found' }],
    ['is an older one', { kind: 'unknown', status: 400 }],
    ['has a proxy that fails', { kind: 'network', status: 502 }],
  ])('is asked by REST where it %s', async (_, failure) => {
    const gitLab = restGitLab({ readPage: async () => ({ ok: false, failure }) });
    expect((await gathered(gitLab)).project.id).toBe(5);
  });

  test.each<[string, Failure]>([
    ['wants to be left alone', { kind: 'rate_limited', status: 429 }],
    ['does not answer at all', { kind: 'network' }],
  ])('is not asked for the project once more where it %s', async (_, failure) => {
    const gitLab = restGitLab({ readPage: async () => ({ ok: false, failure }) });
    expect(await gather(gitLab, issuePage, undefined)).toEqual({ ok: false, failure });
    expect(times(gitLab, 'project')).toBe(0);
  });
});

describe('the project where pipelines run', () => {
  test('is the page’s own', async () => {
    const gitLab = restGitLab();
    const { project, home, newestPipelineId } = await gathered(gitLab);
    expect([project.id, home.id, newestPipelineId]).toEqual([5, 5, 41]);
    expect(times(gitLab, 'project')).toBe(1);
  });

  test('is the one that was chosen, by its id where that is known', async () => {
    const asked: unknown[] = [];
    const gitLab = restGitLab({
      project: async (id) => {
        asked.push(id);
        return ok(id === 'acme/webshop' ? aProject() : RUNNER);
      },
    });
    expect((await gathered(gitLab, { runnerProject: 'acme/runner' })).home.id).toBe(9);
    expect(asked).toEqual(expect.arrayContaining(['acme/webshop', 'acme/runner']));
    await gathered(gitLab, { runnerProject: 'acme/runner', runnerProjectId: 9 });
    expect(asked).toContain(9);
  });

  test('is named where it cannot be read', async () => {
    const gitLab = restGitLab({
      project: async (id) => (id === 'acme/webshop' ? ok(aProject()) : fails('not_found')),
    });
    expect(await gather(gitLab, issuePage, undefined, { runnerProject: 'acme/runner' })).toEqual(
      fails('not_found', { subject: 'acme/runner' }),
    );
  });
});

test('a project or a page that cannot be read is a failure', async () => {
  const noProject = restGitLab({ project: async () => fails('forbidden') });
  expect(await gather(noProject, issuePage, undefined)).toEqual(fails('forbidden'));
  const noIssue = restGitLab({ issue: async () => fails('not_found') });
  expect(await gather(noIssue, issuePage, undefined)).toMatchObject(fails('not_found'));
});

test('what cannot be told of user, version and pipelines is left open', async () => {
  const open = await gathered(restGitLab({ pipelines: async () => fails('forbidden') }));
  expect(open).toMatchObject({ user: null, version: null, newestPipelineId: 0 });
  expect(open).toMatchObject({ trigger: false, runnerIsNew: false });
  const gitLab = restGitLab({ user: async () => ok(mia) });
  const known = await gathered(gitLab, { trigger: true, runnerIsNew: true }, async () => '18.9.0');
  expect(known).toMatchObject({ user: 'mia', version: '18.9.0' });
  expect(known).toMatchObject({ trigger: true, runnerIsNew: true });
});

describe('lint', () => {
  test('is asked once for each target, early for a file without includes', async () => {
    const gitLab = restGitLab();
    const { lint } = await gathered(gitLab);
    expect(times(gitLab, 'lint')).toBe(1);
    await lint({ ref: 'ask-claude' });
    expect(times(gitLab, 'lint')).toBe(1);
    await lint({ content: FILE });
    await lint({ content: FILE });
    expect(times(gitLab, 'lint')).toBe(2);
  });

  test('is not asked early for one with includes, which are judged by what is sent', async () => {
    const gitLab = restGitLab({ file: async () => ok(`include: a.yml\n${FILE}`) });
    await gathered(gitLab);
    expect(times(gitLab, 'lint')).toBe(0);
  });

  test('of what a push starts is asked of the asked project', async () => {
    const own = restGitLab();
    await (await gathered(own)).lintPushes('main');
    await (await gathered(own)).lintPushes('main');
    const asked: unknown[] = [];
    const central = restGitLab({
      lint: async (id) => {
        asked.push(id);
        return ok(aLint(FILE));
      },
    });
    await (await gathered(central, { runnerProject: 'acme/runner' })).lintPushes('main');
    expect(asked.at(-1)).toBe(5);
  });
});

/** By what project the branch was asked for. */
async function projectsAsked(answers: Partial<GitLab>): Promise<unknown[]> {
  const asked: unknown[] = [];
  const { branch } = answers;
  const gitLab = restGitLab({
    ...answers,
    branch: async (id, name) => {
      if (name === 'ask-claude') asked.push(id);
      return branch ? branch(id, name) : fails('not_found');
    },
  });
  await gather(gitLab, issuePage, undefined);
  return asked;
}

describe('the runner branch', () => {
  const missing: Partial<GitLab> = { branch: async () => fails('not_found') };

  test('that is not found by the project’s path, while its members are, is not looked for again', async () => {
    const members: Partial<GitLab> = { members: async () => ok({ items: [], complete: true }) };
    expect(await projectsAsked({ ...missing, ...members })).toEqual(['acme/webshop']);
  });

  test.each<[string, Partial<GitLab>]>([
    [
      'a proxy swallowed the slash of the path',
      {
        members: async () => ok({ items: [], complete: true }),
        branch: async () => fails('not_found', { reason: 'encoded_slashes' }),
      },
    ],
    [
      'GitLab says that there is no such project',
      {
        members: async () => ok({ items: [], complete: true }),
        branch: async () => fails('not_found', { detail: '404 Project Not Found' }),
      },
    ],
    ['nothing is found by the path', missing],
  ])('is asked for by the project’s id where %s', async (_, answers) => {
    expect(await projectsAsked(answers)).toEqual(['acme/webshop', 5]);
  });
});

function ofPush(more: Partial<Gathered>): Promise<string[] | null> {
  return jobsOfPush(aGathered(more), issuePage);
}

function lintOf(merged: string | null): Partial<Gathered> {
  return { lintPushes: async () => ok({ valid: true, errors: [], merged_yaml: merged }) };
}

describe('what the push of a branch of ours starts', () => {
  test('is judged as of a push of that branch', async () => {
    const rules = [
      '$CI_PIPELINE_SOURCE == "push"',
      '$CI_COMMIT_BRANCH == "claude/issue-12"',
      '$CI_COMMIT_BRANCH =~ /^claude/',
      '$AI_FLOW_INPUT',
      '$CI_PIPELINE_SOURCE == "api"',
    ];
    const merged = rules.map(
      (rule, index) => `j${index}:\n  script: [x]\n  rules: [{if: '${rule}'}]\n`,
    );
    expect(await ofPush(lintOf(merged.join('')))).toEqual(['j0', 'j1', 'j2']);
  });

  test.each<[string, Partial<Gathered>]>([
    ['has no branch', { project: aProject({ default_branch: null } satisfies Partial<Project>) }],
    ['has a file that cannot be linted', { lintPushes: async () => fails('network') }],
    ['has no merged file', lintOf(null)],
    ['has a file too long to be read', lintOf(`a: {script: [x]}\n#${'x'.repeat(1_100_000)}`)],
  ])('is not known of a project that %s', async (_, more) => {
    expect(await ofPush(more)).toBeNull();
  });
});
