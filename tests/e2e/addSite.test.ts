import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { saveSite } from './harness/signIn.ts';
import { startDisplay, type Display } from './harness/startDisplay.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

/** A toolbar lies within the top of the window; the page's own buttons below it. */
const TOOLBAR_HEIGHT = 120;
/** The browser's own menu and popup are drawn by then; nothing tells when. */
const DRAWN_MS = 2000;
/** From the icon to the button in the popup below it. */
const BUTTON = { x: -230, y: 165 };
/** Where a page of the sandbox is empty. */
const EMPTY = { x: 700, y: 800 };
/** How many steps up from the end of the right-click menu our item is. */
const STEPS_UP = { chromium: 3, firefox: 1 } as const;

const kind = inject('browser');
let display: Display;
let stage: Stage;
let page: Page;
beforeAll(async () => {
  display = await startDisplay();
  stage = await startStage(kind, {
    site: false,
    display: display.name,
    windowSize: { width: 1400, height: 1000 },
    sandbox: { relativeRoot: '/gitlab' },
  });
});
afterAll(async () => {
  await stage?.close();
  await display?.stop();
});
beforeEach(async () => {
  // No page of an issue: nothing in its address says GitLab.
  page = await stage.open('/acme/webshop', 'mia');
  await page.bringToFront();
  await page.waitForSelector('#content-body');
});

/** The settings, opened with an address filled in. */
async function settingsWithAddress(): Promise<Page> {
  return waitFor('the settings with an address', async () => {
    for (const one of await stage.browser.pages()) {
      const hash = await one.evaluate(() => location.hash).catch(() => '');
      if (hash.startsWith('#site=')) return one;
    }
    return null;
  });
}

async function addressIn(settings: Page): Promise<string> {
  const input = await settings.waitForSelector('[data-testid="site-origin"]');
  return (await input?.evaluate((element) => (element as HTMLInputElement).value)) ?? '';
}

test('the right-click menu of a page leads to the settings, with its root filled in', async () => {
  await display.rightClick(EMPTY.x, EMPTY.y);
  await sleep(DRAWN_MS);
  for (let step = 0; step < STEPS_UP[kind]; step += 1) await display.press('Up');
  await display.press('Return');
  const settings = await settingsWithAddress();
  expect(await addressIn(settings)).toBe(stage.sandbox.url);
  await settings.close();
});

test('the toolbar button knows a GitLab by its marks, and adds it', async () => {
  const icon = await waitFor('the icon in the toolbar', () => display.findIcon(TOOLBAR_HEIGHT));
  await display.click(icon.x, icon.y);
  await sleep(DRAWN_MS);
  await display.click(icon.x + BUTTON.x, icon.y + BUTTON.y);
  const settings = await settingsWithAddress();
  expect(await addressIn(settings)).toBe(stage.sandbox.url);
  expect(await saveSite(settings, stage.sandbox.url, stage.sandbox.tokens.mia)).toMatchObject({
    state: 'ok',
  });
  await page.bringToFront();
  await page.goto(`${stage.sandbox.url}/acme/webshop/-/work_items/12`);
  await page.waitForSelector('ask-claude-button');
});
