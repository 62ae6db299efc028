import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, LEGACY_ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

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

/** A page in a window of that size, with the panel open and whole. */
async function openAt(
  path: string,
  width: number,
  height = 800,
): Promise<{ page: Page; panel: AskPanel }> {
  const page = await stage.open(path);
  await page.setViewport({ width, height });
  const panel = await AskPanel.openFromHeader(page);
  await panel.find('ask-claude-edge');
  return { page, panel };
}

/** From left, top, right and bottom, rounded. */
async function placeOf(panel: AskPanel): Promise<number[]> {
  return (await panel.find('ask-claude-dialog')).evaluate((dialog) => {
    const { left, top, right, bottom } = dialog.getBoundingClientRect();
    return [left, top, right, bottom].map(Math.round);
  });
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
  for (const other of await page.$$('ask-claude-thread >>> button')) {
    await other.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await other.click();
    const asked = await other.evaluate((element) => {
      const root = element.getRootNode();
      const host = root instanceof ShadowRoot ? root.host : element;
      return host.closest('[data-discussion-id]')?.getAttribute('data-discussion-id');
    });
    await new AskPanel(page).find(
      'ask-claude-dialog',
      `[data-discussion-id="${asked?.slice(-40)}"]`,
    );
  }
});

test('its edge moves by arrow keys, the page goes along, and the width is kept until a double click', async () => {
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
  await (await again.find('ask-claude-edge', '[aria-valuenow="340"]')).click({ count: 2 });
  await again.find('ask-claude-edge', '[aria-valuenow="400"]');
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
  await panel.put('One more line.\n'.repeat(30));
  const tick = await panel.find('ask-claude-accept-jobs');
  expect(await isInReach(tick)).toBe(true);
  expect(await isInReach(await panel.find('ask-claude-send'))).toBe(true);
});

test.each([
  ['docked', 1280],
  ['over the page', 1000],
  ['a sheet', 500],
])('Send stays where it was first drawn: %s', async (what, width) => {
  const page = await stage.open(MERGE_REQUEST);
  await page.setViewport({ width, height: 800 });
  await page.waitForSelector('ask-claude-button');
  await page.evaluate(() => {
    const places: string[] = [];
    Object.assign(window, { places });
    const look = () => {
      const panel = document.querySelector('ask-claude-panel')?.shadowRoot;
      const send = panel?.querySelector('[data-testid="ask-claude-send"]');
      if (send) places.push(JSON.stringify(send.getBoundingClientRect()));
      requestAnimationFrame(look);
    };
    look();
  });
  const panel = await AskPanel.openFromHeader(page);
  await panel.find('ask-claude-edge');
  await panel.find('ask-claude-preview', ' [data-variable]');
  const places = await page.evaluate(() => (window as unknown as { places: string[] }).places);
  console.log(`Send, ${what}: ${new Set(places).size - 1} moves in ${places.length} frames`);
  expect(new Set(places).size).toBe(1);
});

/** Puts the focus on each control of the page in turn; those that something lies over then, by their words. */
function focusCovered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'main :is(a[href], button, textarea, select), .topbar-actions > *',
    );
    const covered: string[] = [];
    for (const control of controls) {
      if (!control.checkVisibility()) continue;
      control.focus();
      if (document.activeElement !== control) continue;
      const { x, y, width, height } = control.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      if (top?.localName === 'ask-claude-panel')
        covered.push(control.textContent?.trim() || control.outerHTML.slice(0, 80));
    }
    return covered;
  });
}

test('over the page the panel steps aside for whatever gets the focus', async () => {
  const { page, panel } = await openAt(MERGE_REQUEST, 1000);
  expect(await placeOf(panel)).toEqual([592, 8, 992, 792]);
  expect(await focusCovered(page)).toEqual([]);
});

test('in a narrow window it is a sheet, the page above it scrolls, and what gets the focus is above it', async () => {
  const { page, panel } = await openAt(MERGE_REQUEST, 500);
  expect(await placeOf(panel)).toEqual([0, 320, 500, 800]);
  expect(await focusCovered(page)).toEqual([]);
  await page.mouse.move(250, 330);
  await page.mouse.down();
  await page.mouse.move(250, 200);
  await page.mouse.move(250, 30);
  await page.mouse.up();
  await waitFor('the sheet at full height', async () => (await placeOf(panel))[1] === 0);
  expect(await focusCovered(page)).toEqual([]);
  expect(await placeOf(panel)).toEqual([0, 320, 500, 800]);
});

test('640 px, a laptop at 200 %, are narrow; at 400 % the box and Send are in reach, and nothing is wider than the window', async () => {
  const { page, panel } = await openAt(ISSUE, 640, 400);
  expect(await placeOf(panel)).toEqual([0, 160, 640, 400]);
  await page.setViewport({ width: 641, height: 400 });
  expect(await placeOf(panel)).toEqual([233, 8, 633, 392]);
  await page.setViewport({ width: 320, height: 256 });
  expect(await placeOf(panel)).toEqual([0, 16, 320, 256]);
  const dialog = await panel.find('ask-claude-dialog');
  expect(await dialog.evaluate((node) => node.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await isInReach(await panel.find('ask-claude-send'))).toBe(true);
  const box = await panel.find('ask-claude-input');
  await box.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
  expect(await isInReach(box)).toBe(true);
});

test.each([1280, 1000])(
  'at %i px it lies over no item that GitLab shows beside the page, nor over Duo',
  async (width) => {
    const { page, panel } = await openAt(ISSUE, width);
    const isClear = (selector: string) =>
      page.evaluate((beside) => {
        const shown = document.querySelector(beside)?.getBoundingClientRect();
        const dialog = document
          .querySelector('ask-claude-panel')
          ?.shadowRoot?.querySelector('.panel')
          ?.getBoundingClientRect();
        if (!shown || !dialog || shown.width === 0) return null;
        return shown.right <= dialog.left || dialog.right <= shown.left;
      }, selector);
    const child = await page.waitForSelector('.js-child-link');
    await child?.evaluate((link) => link.scrollIntoView({ block: 'center' }));
    await child?.evaluate((link) => link instanceof HTMLElement && link.click());
    await waitFor('an item beside the page', () => isClear('.work-item-drawer'));
    expect(await page.$$('ask-claude-button')).toHaveLength(1);
    expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('issue/12');
    await page.evaluate(() => {
      document.querySelector('.work-item-drawer')?.remove();
      const duo = document.createElement('div');
      duo.className = 'paneled-view ai-panels';
      duo.style.cssText = 'flex: none; width: 300px';
      document.querySelector('.js-page-layout')?.append(duo);
    });
    await waitFor('Duo beside the page', () => isClear('.ai-panels'));
  },
);
