import { beforeEach, expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { AskRules } from '../../../utils/preview/AskRules.ts';
import { createPreviews } from '../../../utils/preview/previews.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { NO_POLICY } from '../../../utils/storage/policy.ts';
import { ownFile, runnerMerged, runnerRoot } from '../fakes/ciFiles.ts';
import { aBranch, anIssue, aPipeline, aProject, issuePage } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const RUNNER = 'acme/claude-runner';

const inCentral: GitLab['project'] = async (path) => {
  if (path === RUNNER) {
    const ci_config_path = 'claude.yml@acme/reviewed';
    return ok(aProject({ id: 9, path_with_namespace: RUNNER, ci_config_path }));
  }
  return path === 'acme/reviewed' ? ok(aProject({ id: 10 })) : ok(aProject());
};

/** A project of Mia's without any job, and the empty project in which its asks run. */
const central: Partial<GitLab> = {
  project: inCentral,
  branch: async (projectId, name) =>
    projectId === 9 && name === 'main'
      ? ok(aBranch(name, { developers_can_merge: true }))
      : fails('not_found'),
  file: async (projectId) => (projectId === 10 ? ok(runnerRoot) : fails('not_found')),
  lint: async (projectId) =>
    projectId === 9
      ? ok({ valid: true, errors: [], merged_yaml: runnerMerged })
      : ok({ valid: true, errors: [], merged_yaml: 'test:\n  script: [make]\n' }),
  issue: async () => ok(anIssue()),
  discussions: async () => ok([]),
  pipelines: async (projectId) =>
    ok({ items: [aPipeline(projectId === 9 ? 900 : 41)], complete: false }),
};

/** The project keeps the job in its own file. */
const atHome: Partial<GitLab> = {
  ...central,
  project: async () => ok(aProject()),
  branch: async (_, name) => (name === 'main' ? ok(aBranch(name)) : fails('not_found')),
  file: async (_, path) => (path === '.gitlab-ci.yml' ? ok(ownFile) : fails('not_found')),
  lint: async () => ok({ valid: true, errors: [], merged_yaml: ownFile }),
};

let rules: AskRules;
let movedChoice: AskRules['choice'] | null;
beforeEach(() => {
  movedChoice = null;
  rules = { choice: {}, policy: NO_POLICY, spentUsd: 0, token: null, pageUsers: [] };
});

/** The preview as it is kept for Send. */
async function kept(answers: Partial<GitLab>, more: Partial<PreviewRequest> = {}) {
  let made: StoredPreview | undefined;
  const previews = createPreviews({
    gitLabFor: async () => ok(fakeGitLab(answers)),
    store: {
      get: async () => null,
      set: async (one) => {
        made = one;
      },
    },
    draftId: async () => '00000000-0000-4000-8000-000000000001',
    exchanges: async () => [],
    ownPresets: async () => [],
    rulesFor: async () => rules,
    movedChoice: async () => movedChoice,
  });
  const request = { words: 'Why?', preset: 'ask', parts: {}, ...more };
  const shown = await previews.preview(issuePage, request, 'tab');
  if (!shown.ok || !made) throw new Error('There is no preview.');
  return { shown: shown.value, made };
}

test('with a central runner project the pipeline runs there, with the path of the asked one', async () => {
  rules.choice = { runnerProject: RUNNER };
  const { shown, made } = await kept(central);
  expect(shown).toMatchObject({
    runnerProject: RUNNER,
    ref: { name: 'main', reason: 'ci_file_elsewhere' },
    transport: 'inputs',
    jobName: 'claude',
  });
  expect(shown.failure).toBeUndefined();
  expect(made.order.inputs).toMatchObject({ project_path: 'acme/webshop', resource: 'issue/12' });
  expect(made.run).toMatchObject({
    projectId: 9,
    projectPath: 'acme/webshop',
    runner: { projectPath: RUNNER, askedProjectId: 5 },
    newestPipelineId: 900,
  });
  expect(made.projectId).toBe(5);
});

test('attack: a runner project that an import chose is said to be new until something was sent there', async () => {
  rules.choice = { runnerProject: RUNNER, runnerIsNew: true };
  expect((await kept(central)).shown.runnerIsNew).toBe(true);
  rules.choice = { runnerProject: RUNNER };
  expect((await kept(central)).shown.runnerIsNew).toBeUndefined();
});

test('what a push starts is read in the asked project, not in the runner project', async () => {
  rules.choice = { runnerProject: RUNNER };
  const { shown } = await kept(central, { preset: 'implement-issue' });
  expect(shown.pushJobs).toEqual(['test']);
});

test('a runner project that was renamed since it was chosen is asked for by its id', async () => {
  rules.choice = { runnerProject: 'acme/old-name', runnerProjectId: 9 };
  const renamed: Partial<GitLab> = {
    ...central,
    project: async (path) => inCentral(path === 9 ? RUNNER : path),
  };
  const { shown } = await kept(renamed);
  expect(shown).toMatchObject({ runnerProject: RUNNER, ref: { name: 'main' } });
});

test('what was chosen for a project holds after it was renamed', async () => {
  movedChoice = { runnerProject: RUNNER };
  expect((await kept(central)).shown.runnerProject).toBe(RUNNER);
});

test('where nothing was chosen before it was renamed, its page is read once', async () => {
  let reads = 0;
  const counting: Partial<GitLab> = {
    ...atHome,
    issue: async () => {
      reads += 1;
      return ok(anIssue());
    },
  };
  await kept(counting);
  expect(reads).toBe(1);
});

test('the reader of a private ask is told who can read the log', async () => {
  const confidential = { ...central, issue: async () => ok(anIssue({ confidential: true })) };
  const visible = aProject({ visibility: 'private', public_jobs: true });
  const open = {
    ...confidential,
    ...atHome,
    issue: confidential.issue,
    project: async () => ok(visible),
  };
  expect((await kept(open)).shown.readers).toBe('guests');
  const shut = { ...open, project: async () => ok({ ...visible, public_jobs: false }) };
  expect((await kept(shut)).shown.readers).toBeUndefined();
});

test('an asked project that is archived is told before Send, also with a central one', async () => {
  rules.choice = { runnerProject: RUNNER };
  const archived: Partial<GitLab> = {
    ...central,
    project: async (path) =>
      path === issuePage.projectPath ? ok(aProject({ archived: true })) : inCentral(path),
  };
  expect((await kept(archived)).shown.failure).toEqual({ kind: 'forbidden', reason: 'archived' });
});

test('a runner project that is not to be seen is named', async () => {
  rules.choice = { runnerProject: RUNNER };
  const hidden: Partial<GitLab> = {
    ...central,
    project: async (path) => (path === RUNNER ? fails('not_found') : ok(aProject())),
  };
  const previews = createPreviews({
    gitLabFor: async () => ok(fakeGitLab(hidden)),
    store: { get: async () => null, set: async () => undefined },
    draftId: async () => 'x',
    exchanges: async () => [],
    ownPresets: async () => [],
    rulesFor: async () => rules,
  });
  const request = { words: 'Why?', preset: 'ask', parts: {} };
  expect(await previews.preview(issuePage, request, 'tab')).toMatchObject({
    failure: { kind: 'not_found', subject: RUNNER },
  });
});

test("the user's own rights do not stand in a trigger token's way", async () => {
  const closed = { developers_can_merge: false };
  const own: Partial<GitLab> = {
    ...atHome,
    branch: async (_, name) => (name === 'main' ? ok(aBranch(name, closed)) : fails('not_found')),
  };
  expect((await kept(own)).shown.failure).toMatchObject({ kind: 'forbidden' });
  rules.choice = { trigger: true };
  const { shown, made } = await kept(own);
  expect(shown.failure).toBeUndefined();
  expect(shown).toMatchObject({ trigger: true, ref: { uncertain: true } });
  expect(made.run.trigger).toBe(true);
});

test('a trigger token takes no file: what is too long is cut instead', async () => {
  rules.choice = { trigger: true };
  const long = {
    ...atHome,
    issue: async () => ok(anIssue({ description: 'word '.repeat(60_000) })),
  };
  const { made, shown } = await kept(long, { budget: 500_000 });
  expect(made.order.variables?.every(({ variable_type }) => variable_type === undefined)).toBe(
    true,
  );
  expect(shown.size.highest).toBe(120_000);
});

test('what the organisation rules stands in the preview, and limits what is asked for', async () => {
  rules.policy = { ...NO_POLICY, dailyCapUsd: 5, maxCostUsd: 1 };
  rules.spentUsd = 6;
  const { shown, made } = await kept({
    ...atHome,
    branch: async (_, name) => ok(aBranch(name, { can_push: true })),
  });
  expect(shown.failure).toMatchObject({ kind: 'refused', reason: 'policy' });
  expect(JSON.stringify(made.order)).toContain('max_cost_usd');
});
