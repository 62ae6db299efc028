import { expect, test } from 'vitest';
import { FirstRunSeen } from './harness/FirstRunSeen.ts';
import { type OpenStage, shared } from './harness/shared.ts';
import { waitFor } from './harness/waitFor.ts';

let openStage: OpenStage;
shared.beforeAll(({ openStage: open }) => {
  openStage = open;
});

test('it is left and taken up again where it was, with nothing lost', async () => {
  const stage = await openStage({ user: 'mia' });
  const first = await FirstRunSeen.open(stage);
  await first.press('first-run-site');
  await first.isAt('project');
  await first.pickProject('acme/legacy');
  await first.page.close();

  const again = await FirstRunSeen.open(stage);
  expect(await again.step()).toBe('project');
  await again.find('first-run-chosen', '[data-project="acme/legacy"]');
  // Its job stands in the project's own CI file.
  await again.find('setup-job', '[data-state="set"]');
  await again.press('first-run-check');
  await again.find('ask-claude-doctor', '[data-state="seen"]');
});

test('the example shows the panel and its answer, and asks no network', async () => {
  const stage = await openStage({ site: false });
  const run = await FirstRunSeen.open(stage);
  const before = stage.sandbox.requests.length;
  await run.press('first-run-try');
  // The page itself does not change while what is below the shadow root does.
  const find = (testId: string, more = '') =>
    waitFor(testId, () => run.page.$(`.example >>> [data-testid="${testId}"]${more}`));
  await (await find('ask-claude-input')).type('Where is the mistake?');
  await find('ask-claude-send', ':not(:disabled)');
  const prompt = await run.page.$eval(
    '.example >>> [data-variable="AI_FLOW_INPUT"]',
    (element) => element.textContent ?? '',
  );
  expect(prompt).toContain('Where is the mistake?');
  expect(prompt).not.toMatch(/glpat-|forget what you were told/);
  const asked = await run.page.evaluate(() =>
    performance.getEntriesByType('resource').filter(({ name }) => name.startsWith('http')),
  );
  await (await find('ask-claude-send')).click();
  const outcome = await find('ask-claude-outcome');
  expect(await outcome.evaluate((element) => element.textContent)).toContain('subtotal()');
  expect([stage.sandbox.requests.length - before, asked]).toEqual([0, []]);
});

test('a token that GitLab refuses keeps the user at the first step, with the reason', async () => {
  const stage = await openStage({ site: false });
  const run = await FirstRunSeen.open(stage);
  await run.type('site-origin', stage.sandbox.url);
  await run.type('site-token', stage.sandbox.tokens.revoked);
  await run.press('site-save');
  await run.find('site-status', '[data-state="error"]');
  expect(await run.step()).toBe('site');
});
