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
