import { expect, test } from 'vitest';
import { git } from '../sandbox/git/git.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { FirstRunSeen } from './harness/FirstRunSeen.ts';
import { fileOf, firedPipelines, ISSUE, webshop } from './harness/flow.ts';
import { type OpenStage, shared } from './harness/shared.ts';
import type { Stage, UserName } from './harness/startStage.ts';

let openStage: OpenStage;
let stage: Stage;
shared.beforeAll(({ openStage: open }) => {
  openStage = open;
});

/** A project without a runner branch, and the first run at its job. */
async function atTheJob(user: UserName): Promise<FirstRunSeen> {
  stage = await openStage({ user });
  const project = webshop(stage);
  await git(project.repository, ['update-ref', '-d', 'refs/heads/ask-claude']);
  project.protectedBranches = project.protectedBranches.filter(({ name }) => name === 'main');
  const run = await FirstRunSeen.open(stage);
  await run.press('first-run-site');
  await run.pickProject('acme/webshop');
  await run.setGateway(stage.sandbox.model?.url ?? '');
  return run;
}

async function merge(iid: number): Promise<void> {
  const { url, tokens } = stage.sandbox;
  const answer = await fetch(`${url}/api/v4/projects/5/merge_requests/${iid}/merge`, {
    method: 'PUT',
    headers: { 'private-token': tokens.mia },
  });
  expect(answer.status).toBe(200);
}

test('the include comes as a merge request; once it is merged, an ask starts it', async () => {
  const run = await atTheJob('mia');
  await run.press('setup-ways-open');
  await run.press('setup-placement', '[data-placement="include"]');
  await run.press('setup-plan-open');
  expect(await run.planned()).toEqual(['commit', 'merge_request']);
  // Jobs of the file itself have no rules: they would start too. Developers may not run pipelines on main. Both are said before the press.
  expect(await run.notes()).toEqual(['jobs_beside', 'maintainers_only']);
  const diff = await run.find('setup-diff', '[data-path=".gitlab-ci.yml"]');
  const shown = await diff.evaluate((element) => element.textContent ?? '');
  expect(shown).toContain('+include:');
  expect(shown).not.toMatch(/^-/m);
  const before = await fileOf(webshop(stage), 'main', '.gitlab-ci.yml');
  expect(await run.write()).toEqual(['commit', 'merge_request']);

  const made = webshop(stage).mergeRequests.at(-1);
  expect(made).toMatchObject({ sourceBranch: 'claude-job', targetBranch: 'main' });
  await merge(made?.iid ?? 0);
  expect(await fileOf(webshop(stage), 'main', '.gitlab-ci.yml')).toContain(before);

  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.type('Why does the cart ignore quantities?');
  await (await panel.find('ask-claude-accept-jobs')).click();
  await panel.send();
  await panel.newestRun('created', 'waiting', 'running', 'finished');
  const [fired] = firedPipelines(stage);
  expect(fired?.jobs.map(({ name }) => name)).toContain('claude');
});

test('a Developer makes the runner branch, and is told that it stands unprotected', async () => {
  const run = await atTheJob('dev');
  expect(await run.planned()).toEqual(['commit']);
  expect(await run.notes()).toEqual(['unprotected']);
  expect(await run.write()).toEqual(['commit']);
  expect(firedPipelines(stage)).toEqual([]);
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.find('ask-claude-accept-ref');
});
