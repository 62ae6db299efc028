import { beforeEach, describe, expect, it } from 'vitest';
import type { JobChoice } from '../../../utils/setup/addJob/SetupPlan.ts';
import { programFile } from '../../../utils/setup/jobFiles.ts';
import { kinds, runnerFile, useShop, WISH } from './useShop.ts';

const { shop, setupOf, planned, carried, write, fileAt } = useShop();

/** Who may merge into the default branch: 30 for Developers too. */
function mergedBy(level: 30 | 40): void {
  for (const one of shop().protectedBranches) if (one.name === 'main') one.mergeLevel = level;
}

describe('the include', () => {
  beforeEach(() => mergedBy(30));

  it('says that Developers cannot ask where Maintainers alone may merge, as by GitLab’s default', async () => {
    mergedBy(40);
    const { notes } = await planned(setupOf('mia'), include);
    expect(notes).toContainEqual({ kind: 'maintainers_only', names: ['main'] });
  });

  const include: JobChoice = { ...WISH, placement: 'include' };

  it('comes as a merge request with our file, the include and a first CLAUDE.md, from who may not push', async () => {
    await write({ 'CLAUDE.md': null });
    const { plan, done } = await carried(setupOf('dev'), { ...include, claudeMd: true });
    expect(done.map(({ kind }) => kind)).toEqual(['commit', 'merge_request']);
    const [commit] = plan.steps;
    expect(commit?.kind === 'commit' && commit.files.map(({ path }) => path)).toEqual([
      '.gitlab/claude-job.yml',
      '.gitlab-ci.yml',
      '.gitlab/ask-claude.mjs',
      'CLAUDE.md',
    ]);
    const jobs = (await fileAt('claude-job', '.gitlab/claude-job.yml')) ?? '';
    expect(runnerFile().endsWith(jobs)).toBe(true);
    expect(jobs.split('\n').length).toBeLessThan(60);
    expect(await fileAt('claude-job', '.gitlab/ask-claude.mjs')).toBe(programFile());
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

  it('names the jobs whose rules hang on what an ask says', async () => {
    await write({
      '.gitlab-ci.yml': `notify: {script: [x], rules: [{if: '$AI_FLOW_EVENT == "mention"'}]}
ship: {script: [x], rules: [{if: '$AI_FLOW_INPUT =~ /ship/'}]}
issue: {script: [x], rules: [{if: '$AI_FLOW_CONTEXT != "{}"'}]}
other: {script: [x], rules: [{if: '$AI_FLOW_EVENT == "assign"'}]}
`,
    });
    const { notes } = await planned(setupOf('dev'), include);
    expect(notes).toEqual([{ kind: 'jobs_beside', names: ['notify', 'ship', 'issue'] }]);
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
