import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { LEGACY_ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
});

/** Whether a person who looks at an element's middle sees it, and nothing over it. */
function isInReach(element: ElementHandle<Element>): Promise<boolean> {
  return element.evaluate((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const root = node.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot)) return false;
    return node.contains(root.elementFromPoint(x + width / 2, y + height / 2));
  });
}

function topOf(page: Page, selector: string): Promise<number> {
  return page.$eval(selector, (element) => element.getBoundingClientRect().top);
}

test('beside the open panel every button of a merge request stays in reach, and what was pressed where it was', async () => {
  const { id } = vouchersThread(stage);
  const page = await stage.open(MERGE_REQUEST);
  await page.setViewport({ width: 1280, height: 800 });
  const thread = `[data-discussion-id$="${id}"]`;
  const pressed = await page.waitForSelector(`${thread} ask-claude-thread`);
  await pressed?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const before = await topOf(page, `${thread} ask-claude-thread`);
  await AskPanel.openFromThread(page, id);
  expect(Math.abs((await topOf(page, `${thread} ask-claude-thread`)) - before)).toBeLessThan(2);
  const buttons = await page.$$(
    'ask-claude-thread >>> button, ask-claude-button >>> button, .topbar-actions > *',
  );
  expect(buttons.length).toBeGreaterThan(5);
  for (const button of buttons) {
    await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    expect(await isInReach(button)).toBe(true);
  }
});

test('its edge moves by arrow keys, the page goes along, and the width is kept', async () => {
  const page = await stage.open(MERGE_REQUEST);
  await page.setViewport({ width: 1280, height: 800 });
  const panel = await AskPanel.openFromHeader(page);
  await (await panel.find('ask-claude-edge', '[aria-valuenow="400"]')).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await panel.find('ask-claude-edge', '[aria-valuenow="440"]');
  const dialog = await panel.find('ask-claude-dialog');
  expect(await dialog.evaluate((node) => node.clientWidth)).toBeGreaterThan(430);
  const room = await page.$eval('.js-page-layout', (node) => getComputedStyle(node).paddingRight);
  expect(room).toBe('456px');
  await page.reload();
  const again = await AskPanel.openFromHeader(page);
  await (await again.find('ask-claude-edge', '[aria-valuenow="440"]')).focus();
  await page.keyboard.press('Home');
  await again.find('ask-claude-edge', '[aria-valuenow="340"]');
});

test('Send stays where it is while the page is read, words are typed and another preset is chosen', async () => {
  const page = await stage.open(MERGE_REQUEST);
  await page.setViewport({ width: 1280, height: 800 });
  const panel = await AskPanel.openFromHeader(page);
  const send = await panel.find('ask-claude-send');
  await page.evaluate((button) => {
    const seen = new Set<number>();
    const look = () => {
      seen.add(Math.round(button.getBoundingClientRect().bottom));
      document.documentElement.dataset['sendSeen'] = [...seen].join();
      requestAnimationFrame(look);
    };
    look();
  }, send);
  await panel.put('Why?');
  await panel.ready();
  await panel.choosePreset('review');
  await panel.ready();
  await panel.put('A line.\n'.repeat(40));
  await panel.ready();
  const seen = await page.$eval('html', (html) => html.dataset['sendSeen']);
  console.info(`Send was seen at ${seen} px`);
  expect(seen?.split(',')).toHaveLength(1);
});

test('a box that Send waits for is never beneath the bar, however long the words', async () => {
  const page = await stage.open(LEGACY_ISSUE);
  await page.setViewport({ width: 1280, height: 800 });
  const panel = await AskPanel.openFromHeader(page);
  await panel.put('One more line.\n'.repeat(100));
  const tick = await panel.find('ask-claude-accept-jobs');
  expect(await isInReach(tick)).toBe(true);
  expect(await isInReach(await panel.find('ask-claude-send'))).toBe(true);
});
