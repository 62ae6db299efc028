import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { findViolations } from './harness/findViolations.ts';
import { ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { pressIn } from './harness/pressIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

const IN_THE_PAGE = ['ask-claude-panel', 'ask-claude-button', 'ask-claude-thread'];
const ANSWER =
  'It is in `src/cart.js:14`.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- [x] read\n\n```js\nlet a = 1;\n```\n\n> Said before.';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

function directed(...directives: Record<string, unknown>[]): string {
  return directives.map((directive) => `!model ${JSON.stringify(directive)}`).join(' \n');
}

/** Opens everything that is folded. */
async function unfold(page: Page): Promise<void> {
  for (const details of await page.$$('ask-claude-panel >>> details, details'))
    await details.evaluate((element) => element.setAttribute('open', ''));
}

/** Shows one of the extension's own pages in its own tab. */
async function ownPage(file: string): Promise<Page> {
  const page = stage.optionsPage;
  await page.bringToFront();
  await page.evaluate((path) => location.assign(path), `/${file}`);
  await page.waitForFunction((path) => location.pathname === path, {}, `/${file}`);
  return page;
}

test('axe finds nothing in the panel: ready, unfolded, while a run goes on, answered', async () => {
  const found: string[] = [];
  const page = await stage.open(ISSUE);
  const panel = await AskPanel.openFromHeader(page);
  await panel.put(directed({ say: ANSWER }, { slow: 3000 }));
  await panel.ready();
  await unfold(page);
  await (await panel.find('ask-claude-more-presets')).click();
  found.push(...(await findViolations(page, ['ask-claude-panel'])));
  await panel.send();
  await panel.newestRun('running');
  found.push(...(await findViolations(page, ['ask-claude-panel'])));
  await panel.newestRun('finished');
  await unfold(page);
  found.push(...(await findViolations(page, ['ask-claude-panel'])));
  expect(found).toEqual([]);
});

test('axe finds nothing in a thread’s panel and in the buttons of a merge request', async () => {
  const found: string[] = [];
  const { id } = vouchersThread(stage);
  const page = await stage.open(MERGE_REQUEST);
  const panel = await AskPanel.openFromThread(page, id);
  await panel.choosePreset('fix-thread');
  await panel.ready();
  found.push(...(await findViolations(page, IN_THE_PAGE)));
  expect(found).toEqual([]);
});

test('axe finds nothing on popup and options, with runs, forms and the project check open', async () => {
  const found: string[] = [];
  const popup = await ownPage('popup.html');
  await popup.waitForSelector('[data-testid="run-row"]');
  found.push(...(await findViolations(popup)));
  const options = await ownPage('options.html');
  await options.waitForSelector('[data-testid="costs"]');
  await pressIn(options, 'preset-new');
  await unfold(options);
  found.push(...(await findViolations(options)));
  expect(found).toEqual([]);
});
