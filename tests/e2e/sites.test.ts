import type { Page } from 'puppeteer-core';
import { afterEach, expect, test } from 'vitest';
import { startSandbox } from '../sandbox/startSandbox.ts';
import { addRunnerProject } from '../sandbox/seed/addRunnerProject.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, LEGACY_ISSUE, issueNotes } from './harness/flow.ts';
import { saveSite } from './harness/signIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
let options: Page;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
  options = stage.optionsPage;
});
afterEach(() => stage.sandbox.faults.clear());

async function fill(testId: string, text: string): Promise<void> {
  await options.waitForSelector(`[data-testid="${testId}"]`);
  await options.type(`[data-testid="${testId}"]`, text);
}

/** Saving under an answer that stands in for every one of the API. */
async function saveUnder(fault: Parameters<Stage['sandbox']['faults']['next']>[1]) {
  stage.sandbox.faults.next({ path: /^\/api\/v4\// }, fault, 100);
  const status = await saveSite(options, stage.sandbox.url, stage.sandbox.tokens.mia);
  stage.sandbox.faults.clear();
  return status;
}

test("another user's token is said in the panel before anything is sent", async () => {
  const own = await AskPanel.openFromHeader(await stage.open(ISSUE, 'mia'));
  await own.page.waitForSelector(`${AskPanel.selector('ask-claude-preview')} [data-variable]`);
  expect(await own.peek('ask-claude-other-user')).toBeNull();
  const other = await AskPanel.openFromHeader(await stage.open(ISSUE, 'dev'));
  const words = await other.text('ask-claude-other-user');
  expect(words).toContain('@dev');
  expect(words).toContain('@mia');
});

test('a redirect to another host loses the token, and is taken for a sign-in page', async () => {
  const elsewhere = await startSandbox();
  try {
    const { state, text } = await saveUnder({
      kind: 'redirect',
      location: `${elsewhere.url}/api/v4/user`,
    });
    expect(state).toBe('error');
    expect(text).toContain('sign in there');
    expect(elsewhere.requests).toEqual([]);
  } finally {
    await elsewhere.stop();
  }
});

test('a fine-grained token that is too narrow is said with what it lacks, and the earlier token stays', async () => {
  const refusal = {
    error: 'insufficient_granular_scope',
    error_description:
      'Access denied: This operation requires a fine-grained personal access token with the following project permissions: [Pipeline: Create].',
  };
  const seen = await saveUnder({
    kind: 'answer',
    status: 403,
    body: JSON.stringify(refusal),
    headers: { 'content-type': 'application/json' },
  });
  expect(seen.state).toBe('error');
  expect(seen.text).toContain('Pipeline: Create');
  await (await AskPanel.openFromHeader(await stage.open(ISSUE, 'mia'))).find('ask-claude-preview');
});

test("a project's trigger token fires as its owner, and the token is shown nowhere", async () => {
  const legacy = stage.sandbox.project('acme/legacy');
  const secret = 'glptt-0123456789abcdefghij';
  legacy.triggerTokens.push({ id: 1, token: secret, ownerId: 7, description: 'Ask Claude' });
  expect((await saveSite(options, stage.sandbox.url, stage.sandbox.tokens.dev)).state).toBe('ok');
  await options.waitForSelector('[data-testid="project-new"]');
  await options.click('[data-testid="project-new"]');
  await fill('project-path', 'acme/legacy');
  await fill('project-trigger', secret);
  await options.click('[data-testid="project-save"]');
  await options.waitForSelector('[data-testid="project-item"]');
  expect(await options.evaluate(() => document.documentElement.outerHTML)).not.toContain(secret);

  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE, 'dev'));
  await panel.find('ask-claude-trigger');
  await panel.type('What is this about?');
  await panel.find('ask-claude-preview');
  const tick = await panel.peek('ask-claude-accept-jobs');
  await tick?.click();
  await panel.send();
  const run = await panel.newestRun('created', 'waiting', 'running', 'finished');
  const pipeline = stage.sandbox
    .pipelines('acme/legacy')
    .find(({ id }) => id === Number(run.pipelineId));
  expect(pipeline).toMatchObject({ source: 'trigger', userId: 7 });
  expect(stage.sandbox.requests.map(({ path }) => path).join('\n')).not.toContain(secret);
});

test('the runner project that was chosen does the work, and the answer comes to where it was asked', async () => {
  const runner = await addRunnerProject(stage.sandbox, { serve: ['acme/webshop'] });
  expect((await saveSite(options, stage.sandbox.url, stage.sandbox.tokens.dev)).state).toBe('ok');
  await options.click('[data-testid="project-new"]');
  await fill('project-path', 'acme/webshop');
  await fill('project-runner', 'acme/nowhere');
  await options.click('[data-testid="project-save"]');
  await options.waitForSelector('[data-testid="project-problem"]');
  await options.$eval('[data-testid="project-runner"]', (input) => {
    if (input instanceof HTMLInputElement) input.select();
  });
  await fill('project-runner', 'acme/runner');
  await options.click('[data-testid="project-save"]');
  await waitFor(
    'the project to be kept',
    async () => !(await options.$('[data-testid="project-save"]')),
  );

  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE, 'dev'));
  expect(await panel.text('ask-claude-runner-project')).toContain('acme/runner');
  await panel.type('What is this about?');
  await panel.send();
  const run = await panel.newestRun('finished', 'failed');
  expect(run.outcome).toBe('answered');
  expect(run.text).toContain('quantities are ignored');
  expect(issueNotes(stage).at(-1)).toContain('quantities are ignored');
  expect(runner.pipelines.map(({ id }) => String(id))).toEqual([run.pipelineId]);
  expect(stage.sandbox.pipelines('acme/webshop').filter(({ source }) => source === 'api')).toEqual(
    [],
  );
});

test('a removed site takes its scripts, its drafts and its choices along', async () => {
  const page = await stage.open(ISSUE, 'dev');
  await (await AskPanel.openFromHeader(page)).type('Half a thought');
  await options.bringToFront();
  await options.click('[data-testid="site-remove"]');
  await options.click('[data-testid="site-remove-yes"]');
  await waitFor('the site to go', async () => !(await options.$('[data-testid="site-item"]')));
  await page.bringToFront();
  await page.reload();
  await page.waitForSelector('[data-testid="work-item-title"]');
  expect(await page.$('ask-claude-button')).toBeNull();

  expect((await saveSite(options, stage.sandbox.url, stage.sandbox.tokens.dev)).state).toBe('ok');
  expect(await options.$('[data-testid="project-item"]')).toBeNull();
  await page.bringToFront();
  expect(await (await AskPanel.openFromHeader(page)).words()).toBe('');
});
