import type { Page } from 'puppeteer-core';
import { startSandbox } from '../sandbox/startSandbox.ts';
import { addDiscussion } from '../sandbox/state/discussions.ts';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, MERGE_REQUEST, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

const THREADS = {
  issue: 'li.note-discussion[data-discussion-id]',
  mergeRequest: '.js-discussion-container[data-discussion-id]',
};

/** How many buttons each thread holds, in the page's order. */
function buttonsPerThread(page: Page, selector: string): Promise<number[]> {
  return page.$$eval(selector, (threads) =>
    threads.map((thread) => thread.querySelectorAll('ask-claude-thread').length),
  );
}

async function expectOneEach(page: Page, selector: string): Promise<number> {
  const counts = await waitFor('one button in every thread', async () => {
    const found = await buttonsPerThread(page, selector);
    return found.length > 0 && found.every((count) => count === 1) && found;
  });
  expect(await page.$$('ask-claude-button')).toHaveLength(1);
  return counts.length;
}

/** By how many pixels the page's threads together are higher for our buttons. */
function heightOfButtons(page: Page, selector: string): Promise<number> {
  return page.$$eval(selector, (threads) => {
    const height = () =>
      threads.reduce((sum, thread) => sum + thread.getBoundingClientRect().height, 0);
    const withButtons = height();
    const hosts = threads.flatMap((thread) => [
      ...thread.querySelectorAll<HTMLElement>('ask-claude-thread'),
    ]);
    for (const host of hosts) host.style.setProperty('display', 'none', 'important');
    const without = height();
    for (const host of hosts) host.style.removeProperty('display');
    return withButtons - without;
  });
}

/** Upper edge of each, in CSS pixels. */
function topsOf(page: Page, ...selectors: string[]): Promise<number[]> {
  return Promise.all(
    selectors.map((selector) =>
      page.$eval(selector, (element) => element.getBoundingClientRect().top),
    ),
  );
}

/** What a screen reader says of each thread's button. */
function namesOfButtons(page: Page): Promise<(string | null | undefined)[]> {
  return page.$$eval('ask-claude-thread', (hosts) =>
    hosts.map((host) => host.shadowRoot?.querySelector('button')?.getAttribute('aria-label')),
  );
}

test('an issue has one button in its header and one in every thread', async () => {
  const page = await stage.open(ISSUE);
  await page.waitForSelector('ask-claude-button');
  expect(await expectOneEach(page, THREADS.issue)).toBeGreaterThan(2);
  expect(await heightOfButtons(page, THREADS.issue)).toBe(0);
  for (const name of await namesOfButtons(page))
    expect(name).toMatch(/^Ask Claude about this thread by @\w+$/);
});

test('a merge request has them too, in line with its own, and keeps them when its tabs are switched', async () => {
  const page = await stage.open(MERGE_REQUEST);
  await page.waitForSelector('ask-claude-button');
  await expectOneEach(page, THREADS.mergeRequest);
  expect(await heightOfButtons(page, THREADS.mergeRequest)).toBe(0);
  const [ours, theirs] = await topsOf(page, 'ask-claude-button >>> button', '.js-issuable-edit');
  expect(ours).toBe(theirs);
  await page.click('ul.merge-request-tabs a[data-action="diffs"]');
  await page.waitForSelector('.diff-file');
  await expectOneEach(page, THREADS.mergeRequest);
});

test('a thread that appears later gets its button', async () => {
  const page = await stage.open(ISSUE);
  const before = await expectOneEach(page, THREADS.issue);
  const issue = webshop(stage).issues.find(({ iid }) => iid === 12);
  if (!issue) throw new Error('The sandbox has no issue 12.');
  addDiscussion(issue, { body: 'One more thing.', authorId: issue.authorId }, false);
  await waitFor(
    'the new thread',
    async () => (await buttonsPerThread(page, THREADS.issue)).length > before,
  );
  expect(await expectOneEach(page, THREADS.issue)).toBe(before + 1);
});

test("typing in the panel fires none of GitLab's one-key shortcuts, and typing outside still does", async () => {
  const page = await stage.open(ISSUE);
  const panel = await AskPanel.openFromHeader(page);
  await panel.type('self review ? s f');
  expect(await page.evaluate(() => document.documentElement.dataset['shortcuts'] ?? '')).toBe('');
  await page.click('[data-testid="work-item-title"]');
  await page.keyboard.press('r');
  await waitFor('a shortcut of the page', () =>
    page.evaluate(() => document.documentElement.dataset['shortcuts']),
  );
});

test('a GitLab that is not switched on is left alone, also one that differs only by its port', async () => {
  const other = await startSandbox();
  try {
    const page = await stage.browser.newPage();
    await page.goto(other.signIn('dev'));
    await page.goto(`${other.url}${ISSUE}`);
    await page.waitForFunction(() => performance.getEntriesByName('ask-claude:start').length > 0);
    const known = await stage.open(ISSUE);
    await known.waitForSelector('ask-claude-button');
    expect(await page.$$('ask-claude-button, ask-claude-thread')).toHaveLength(0);
  } finally {
    await other.stop();
  }
});
