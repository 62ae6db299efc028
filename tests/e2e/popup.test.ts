import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

/** Shows one of the extension's own pages in its own tab. */
async function ownPage(file: string): Promise<Page> {
  const page = stage.optionsPage;
  await page.bringToFront();
  await page.evaluate((path) => location.assign(path), `/${file}`);
  await page.waitForFunction((path) => location.pathname === path, {}, `/${file}`);
  return page;
}

/** Firefox tells nobody when an extension's page has been loaded again, so the page itself is asked. */
async function reload(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset['before'] = '';
    location.reload();
  });
  await page.waitForFunction(() => !('before' in document.documentElement.dataset));
}

async function rowState(page: Page): Promise<string> {
  const row = await page.waitForSelector('[data-testid="run-row"]');
  return (await row?.evaluate((element) => element.getAttribute('data-state'))) ?? '';
}

/** What stands on the toolbar button. */
async function badge(page: Page): Promise<string> {
  return String(
    await page.evaluate('(globalThis.browser ?? globalThis.chrome).action.getBadgeText({})'),
  );
}

test('a run goes on in popup and badge, ends as a mark, and stands in the history with its cost', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.put('!model {"say": "Rounded wrongly."}\n!model {"slow": 6000}');
  await panel.send();
  await panel.newestRun('running');

  const popup = await ownPage('popup.html');
  expect(await rowState(popup)).toBe('running');
  expect(await badge(popup)).toBe('1');
  await waitFor('the mark of a run that ended unseen', async () => (await badge(popup)) === '✓');

  await reload(popup);
  expect(await rowState(popup)).toBe('finished');
  await popup.click('[data-testid="inbox-seen"]');
  await waitFor('the mark to go', async () => (await badge(popup)) === '');

  const options = await ownPage('options.html');
  await options.waitForSelector('[data-testid="costs"]');
  await options.type('[data-testid="history-search"]', 'rounded');
  expect(await rowState(options)).toBe('finished');
  await options.click('[data-testid="history-erase"]');
  await options.click('[data-testid="history-erase-yes"]');
  await waitFor('an empty history', async () => !(await options.$('[data-testid="run-row"]')));
});
