import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { startDisplay, type Display } from './harness/startDisplay.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

/** A toolbar lies within the top of the window; the page's own buttons below it. */
const TOOLBAR_HEIGHT = 120;

let display: Display;
let stage: Stage;
let page: Page;
beforeAll(async () => {
  display = await startDisplay();
  stage = await startStage(inject('browser'), {
    display: display.name,
    windowSize: { width: 1400, height: 1000 },
  });
});
afterAll(async () => {
  await stage?.close();
  await display?.stop();
});
beforeEach(async () => {
  page = await stage.open(ISSUE);
  await page.bringToFront();
  await page.waitForSelector('ask-claude-button');
});

test('the keyboard command opens the panel, ready to type', async () => {
  await page.click('[data-testid="work-item-title"]');
  await display.press('alt+shift+k');
  const panel = await AskPanel.opened(page);
  await panel.find('ask-claude-input', ':focus');
  await panel.page.keyboard.type('typed at once');
  expect(await panel.words()).toContain('typed at once');
});

/** Goes on by the Tab key until something in the panel has the focus; never to the page. */
async function tabTo(panel: AskPanel, testId: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await panel.peek(testId, ':focus')) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not come to ${testId}.`);
}

async function sendByKeys(panel: AskPanel): Promise<void> {
  await panel.ready();
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

/** Name of what has the focus, of the page's own tree. */
const focused = () => page.evaluate(() => document.activeElement?.localName);

test('a whole story by keys alone: asked, answered, followed up, an earlier request again, closed', async () => {
  await page.click('[data-testid="work-item-title"]');
  await display.press('alt+shift+k');
  const panel = await AskPanel.opened(page);
  await panel.find('ask-claude-input', ':focus');
  await page.keyboard.type('Why is the total too low?');
  await sendByKeys(panel);
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(await focused()).toBe('ask-claude-panel');
  await tabTo(panel, 'ask-claude-continue');
  await page.keyboard.press('Enter');
  await panel.find('ask-claude-input', ':focus');
  await page.keyboard.type('And where?');
  await sendByKeys(panel);
  await waitFor('the second answer', async () => {
    const [newest, ...earlier] = await panel.runs();
    return earlier.length === 1 && newest?.outcome === 'answered';
  });
  expect(await focused()).toBe('ask-claude-panel');
  await tabTo(panel, 'ask-claude-input');
  await page.keyboard.press('ArrowUp');
  await waitFor('the last request', async () => (await panel.words()) === 'And where?');
  await page.keyboard.press('Escape');
  await waitFor('an empty box', async () => (await panel.words()) === '');
  await page.keyboard.press('Escape');
  await page.waitForSelector('ask-claude-panel', { hidden: true });
  expect(await focused()).not.toBe('ask-claude-panel');
});

test('the toolbar button opens the panel', async () => {
  const icon = await waitFor('the icon in the toolbar', () => display.findIcon(TOOLBAR_HEIGHT));
  await display.click(icon.x, icon.y);
  const panel = await AskPanel.opened(page);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('issue/12');
});

test('the panel shows the shortcut that the browser really has', async () => {
  const panel = await AskPanel.openFromHeader(page);
  expect((await panel.text('ask-claude-shortcut')).replaceAll(/[\s+]/g, '')).toMatch(
    /AltShiftK|⌥⇧K/i,
  );
});
