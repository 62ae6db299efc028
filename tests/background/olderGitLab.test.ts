/** Over 250 lines: a table of what older versions lack, each row played on one. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeDiffs } from '../../utils/context/describe/describeChanges.ts';
import { fileKindOf } from '../../utils/context/describe/fileKind.ts';
import { VERSIONED_FEATURES } from '../../utils/gitlab/compatibility.ts';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import type { Diff } from '../../utils/gitlab/entities.ts';
import type { Result } from '../../utils/gitlab/Failure.ts';
import { createProgressReader } from '../../utils/outcome/readProgress.ts';
import { checkToken } from '../../utils/sites/checkToken.ts';
import { planSetup } from '../../utils/setup/addJob/planSetup.ts';
import { firedPipelines, ISSUE, webshop } from '../e2e/harness/flow.ts';
import { prepare } from '../sandbox/api/mergeRequestRoutes.ts';
import type { MergeRequest, Pipeline } from '../sandbox/state/State.ts';
import { template } from '../unit/setup/useShop.ts';
import { aPng } from '../unit/fakes/aPng.ts';
import { during, having, havingFile } from './harness/Change.ts';
import { variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

/** The oldest GitLab that the job runs on; the background takes its site for this one throughout. */
const OLDEST_FOR_THE_JOB = '16.11.0';
const WORDS = 'Why is the total too low?';
const ADDRESS = { project: 'acme/webshop' };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('dev', { gitlabVersion: OLDEST_FOR_THE_JOB });
  stage.sandbox.state.settings.holdJobs = true;
  stage.sandbox.state.settings.pipelinesPerMinute = 1000;
});
afterAll(() => stage?.close());
beforeEach(() => play(OLDEST_FOR_THE_JOB));

function play(version: string): void {
  stage.sandbox.state.settings.version = version;
}

function gitLabOf(user: 'mia' | 'dev') {
  return createGitLab({ root: stage.sandbox.url, token: stage.sandbox.tokens[user] });
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function post(path: string, body: object): Promise<void> {
  const answer = await fetch(`${stage.sandbox.url}/api/v4/projects/5/${path}`, {
    method: 'POST',
    headers: { 'private-token': stage.sandbox.tokens.dev, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
}

/** A merge request that adds these files. */
async function opened(branch: string, files: Record<string, string>): Promise<MergeRequest> {
  const actions = Object.entries(files).map(([file_path, content]) => ({
    action: 'create',
    file_path,
    content,
  }));
  await post('repository/commits', {
    branch,
    start_branch: 'main',
    commit_message: 'Add files [skip ci]',
    actions,
  });
  await post('merge_requests', { source_branch: branch, target_branch: 'main', title: branch });
  const made = webshop(stage).mergeRequests.at(-1);
  if (!made) throw new Error('There is no merge request.');
  return made;
}

async function diffOf({ iid }: MergeRequest): Promise<Diff[]> {
  return valueOf(await gitLabOf('dev').diffs(5, iid));
}

/** Sends an ask whose answer is lost on the way back, and gives the pipeline that was found for it. */
async function foundAgain(): Promise<Pipeline | undefined> {
  const tab = stage.open(ISSUE);
  const preview = await tab.preview(WORDS);
  stage.sandbox.faults.next({ method: 'POST', path: /\/pipeline$/ }, { kind: 'handle-then-drop' });
  const { pipelineId } = await tab.send(preview);
  return firedPipelines(stage).find(({ id }) => id === pipelineId);
}

async function linesOfDoctor(): Promise<string[]> {
  await stage.signIn(stage.sandbox.tokens.mia);
  const found = await stage.own('diagnose', { site: stage.sandbox.url, ...ADDRESS });
  await stage.signIn(stage.sandbox.tokens.dev);
  return valueOf(found).lines.map(({ check, light, cause }) => `${check} ${light} ${cause}`);
}

function jobWith(command: string): string {
  return `claude:\n  script:\n    - 'claude -p < "$PROMPT"'\n    - ${command}\n`;
}

/** What is done without each thing of the table, by its name there. */
const PLAYED: Record<string, () => Promise<void>> = {
  async '`prepared_at` of a merge request'() {
    play('16.0.0');
    stage.sandbox.state.settings.holdPreparing = true;
    const mergeRequest = await opened('fix/preparing', { 'src/new.js': 'export {};\n' });
    stage.sandbox.state.settings.holdPreparing = false;
    const tab = stage.open(`/acme/webshop/-/merge_requests/${mergeRequest.iid}`);
    const diffIn = async (refresh: boolean) =>
      (await tab.preview(WORDS, { refresh })).parts.find(({ name }) => name === 'diff');
    expect((await diffIn(false))?.failure?.reason).toBe('preparing');
    prepare(mergeRequest);
    expect((await diffIn(true))?.failure).toBeUndefined();
  },
  async '`name` of a pipeline'() {
    play('16.2.0');
    expect(await foundAgain()).toBeDefined();
  },
  async '`name` as filter of `GET /projects/:id/pipelines`'() {
    play('16.8.0');
    expect(await foundAgain()).toBeDefined();
  },
  async '`content_ref` of `GET /projects/:id/ci/lint`'() {
    play('16.9.0');
    const preview = await stage.open(ISSUE).preview(WORDS);
    expect(preview.ref.name).toBe('ask-claude');
    expect([preview.jobName, preview.otherJobs]).toEqual(['claude', []]);
  },
  async '`generated_file` of a changed file'() {
    play('16.9.0');
    const diffs = await diffOf(await opened('fix/lock', { 'package-lock.json': '{}\n' }));
    expect(diffs[0]).not.toHaveProperty('generated_file');
    expect(diffs.map(fileKindOf)).toEqual(['generated']);
  },
  async '`artifacts:access` and `workflow:auto_cancel` in CI files'() {
    play('16.10.0');
    const plan = await planSetup(gitLabOf('mia'), template, 'acme/webshop', {
      kind: 'updateRunnerBranch',
    });
    expect(valueOf(plan)).toMatchObject({ steps: [], notes: [{ kind: 'too_old' }] });
    expect(await linesOfDoctor()).toContain('version red version_old');
  },
  async '`GET /projects/:id/uploads/:secret/:filename`'() {
    play('17.3.0');
    const upload = { secret: 'ab'.repeat(16), filename: 'cart.png', bytes: aPng() };
    webshop(stage).uploads = [upload];
    await post('issues/12/notes', { body: `![](/uploads/${upload.secret}/cart.png)` });
    const preview = await stage.open(ISSUE).preview(WORDS, { refresh: true });
    expect(preview.images).toMatchObject([{ filename: 'cart.png', on: false, problem: 'unread' }]);
    expect(variablesOf(preview)['AI_FLOW_INPUT']).toContain('nobody has read it for you');
  },
  async '`ci_pipeline_variables_minimum_override_role` of a project'() {
    await during(
      having(() => webshop(stage), { variablesRole: 'maintainer' }),
      async () => {
        const tab = stage.open(ISSUE);
        const { id: previewId } = await tab.preview(WORDS);
        const sent = await tab.ask('send', { previewId, acceptedJobs: true, acceptedRef: true });
        expect(sent).toMatchObject({ ok: false, failure: { kind: 'variables_forbidden' } });
      },
    );
  },
  async '`ci_push_repository_for_job_token_allowed` of a project'() {
    const pushes = havingFile(
      () => webshop(stage),
      'ask-claude',
      '.gitlab-ci.yml',
      jobWith('git push origin HEAD'),
    );
    await during(pushes, async () => {
      expect(await linesOfDoctor()).toContain('job_token red job_token_push');
    });
  },
  async '`inputs` of `POST /projects/:id/pipeline` and of triggers'() {
    const tab = stage.open(ISSUE);
    const preview = await tab.preview(WORDS);
    expect(preview.transport).toBe('variables');
    const { pipelineId } = await tab.send(preview);
    const sent = firedPipelines(stage).find(({ id }) => id === pipelineId);
    expect(sent?.variables.map(({ key }) => key)).toContain('AI_FLOW_INPUT');
    const plan = await planSetup(gitLabOf('mia'), template, 'acme/webshop', {
      kind: 'updateRunnerBranch',
    });
    const [commit] = valueOf(plan).steps;
    const written = commit?.kind === 'commit' ? commit.files.map(({ after }) => after).join() : '';
    expect(written).toContain('AI_FLOW_INPUT');
    expect(written).not.toMatch(/^spec:/m);
  },
  async '`collapsed` and `too_large` of a changed file'() {
    const large = 'export const price = 1; // and so on\n'.repeat(8000);
    const diffs = await diffOf(await opened('fix/large', { 'src/large.js': large }));
    expect(describeDiffs(diffs, [], '1').cut).toMatchObject([
      { label: 'src/large.js', why: 'no_text' },
    ]);
  },
  async '`force` of `POST /projects/:id/jobs/:id/cancel`'() {
    const tab = stage.open(ISSUE);
    const { pipelineId } = await tab.send(await tab.preview(WORDS));
    const [job] = firedPipelines(stage).find(({ id }) => id === pipelineId)?.jobs ?? [];
    if (!job) throw new Error('There is no job.');
    job.status = 'canceling';
    expect(valueOf(await gitLabOf('mia').forceCancelJob(5, job.id)).status).toBe('canceling');
    play('18.9.0');
    expect(valueOf(await gitLabOf('mia').forceCancelJob(5, job.id)).status).toBe('canceled');
  },
  async 'fine-grained personal access tokens: `granular`, `granular_scopes`'() {
    const site = await checkToken(gitLabOf('dev'), stage.sandbox.url, new Date());
    expect(valueOf(site)).toMatchObject({ scopes: ['api'] });
    expect(valueOf(site)).not.toHaveProperty('signIn');
  },
  async '`byte_offset` of `GET /projects/:id/jobs/:id/trace`'() {
    const tab = stage.open(ISSUE);
    const { pipelineId } = await tab.send(await tab.preview(WORDS));
    const [job] = firedPipelines(stage).find(({ id }) => id === pipelineId)?.jobs ?? [];
    if (!job) throw new Error('There is no job.');
    const reader = createProgressReader();
    const run = { site: stage.sandbox.url, projectId: 5, jobId: job.id, jobStatus: 'running' };
    job.log = 'ask-claude> checked: ask on issue/12\n';
    await reader.look(gitLabOf('dev'), run, false);
    job.log += 'ask-claude> tool: Read src/cart.js\n';
    expect(valueOf(await reader.look(gitLabOf('dev'), run, false))?.stepCount).toBe(2);
  },
};

test.each(VERSIONED_FEATURES)('$what: it works without', async ({ what }) => {
  const played = PLAYED[what];
  expect(played, 'what is done without it').toBeDefined();
  await played?.();
});
