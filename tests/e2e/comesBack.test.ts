import type { Page } from 'puppeteer-core';
import { expect, inject, test } from 'vitest';
import { Ask } from './harness/Ask.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
  stage.sandbox.state.settings.holdJobs = true;
  // Chromium keeps a page with GitLab's `no-store`, too; Firefox only one that a proxy took it from.
  if (inject('browser') === 'firefox')
    stage.sandbox.state.settings.pageCache = 'private, max-age=0';
});

const POST = { method: 'POST', path: /\/pipeline$/ };
/** Whether it is the very document that was left: the back/forward cache kept it. */
const MARK = 'data-left';
const isKept = (page: Page) =>
  page.evaluate((mark) => document.documentElement.hasAttribute(mark), MARK);

/** An ask whose page was left before Send was answered, and come back to; null where the browser did not keep the page. */
async function leftAndBack(): Promise<Ask | null> {
  const ask = await Ask.open(stage);
  await ask.panel.ready();
  stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 3000 });
  await ask.panel.send();
  const { page } = ask;
  const address = page.url();
  await page.evaluate((mark) => document.documentElement.setAttribute(mark, ''), MARK);
  await page.goto(`${stage.sandbox.url}/acme/webshop/-/issues`);
  // Nothing loads when a page comes back: there is nothing that `goBack` could wait for.
  await page.evaluate(() => history.back());
  const isBack = () =>
    page.evaluate((url) => location.href === url && document.readyState === 'complete', address);
  await waitFor('the page that was left', () => isBack().catch(() => false));
  return (await isKept(page)) ? ask : null;
}

test('a page that comes back from the back/forward cache shows how its run ended, and sends the next one', async () => {
  let ask = await leftAndBack();
  // Which pages it keeps is up to the browser.
  for (let again = 0; ask === null && again < 3; again += 1) ask = await leftAndBack();
  if (ask === null) throw new Error('The browser kept none of four pages.');
  const { page } = ask;
  await ask.known();
  ask.setJob('success');
  await ask.panel.newestRun('finished');
  expect(await page.$$('ask-claude-button')).toHaveLength(1);
  await ask.panel.put('And since when?');
  await ask.panel.send();
  await waitFor('the second pipeline', () => ask.pipelines().length === 2);
  await ask.panel.newestRun('created', 'waiting', 'running');
});

test('a second window on the same page shows the same runs, and one draft sends once', async () => {
  const ask = await Ask.open(stage);
  await ask.panel.ready();
  const opener = await stage.browser.newPage({ type: 'window' });
  await opener.goto(ask.page.url());
  const second = await AskPanel.openFromHeader(opener);
  await second.ready();
  await ask.page.bringToFront();
  await ask.panel.send();
  const { id } = await ask.known();
  expect((await second.newestRun('created', 'waiting', 'running')).pipelineId).toBe(String(id));
  expect(ask.pipelines()).toHaveLength(1);
});
