import type { Page } from 'puppeteer-core';
import { beforeEach, expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, ISSUE } from './harness/flow.ts';
import { findOwnPage } from './harness/launchBrowser.ts';
import { pressIn } from './harness/pressIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

// The page plays hostile: each test tries to have something sent, or changed, that nobody meant. None may get through.
let stage: Stage;
let page: Page;
let panel: AskPanel;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});
beforeEach(async () => {
  page = await stage.open(ISSUE);
  panel = await AskPanel.openFromHeader(page);
  await panel.put('What is this about?');
  await panel.ready();
});

/** Longer than it takes to arm Send and to fire a remembered press. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** What was fired, and what runs the panel shows, once there was time for it. */
async function whatCame(): Promise<unknown[]> {
  await rest();
  return [...firedPipelines(stage), ...(await panel.runs())];
}

/** Runs in the page, with the elements of our panel that the page can reach. */
async function attack(script: (root: ShadowRoot, send: HTMLButtonElement) => void): Promise<void> {
  await page.evaluate(`
    const root = document.querySelector('ask-claude-panel').shadowRoot;
    const send = root.querySelector('[data-testid="ask-claude-send"]');
    (${script.toString()})(root, send);
  `);
}

/** The middle of Send, in the page's coordinates. */
async function middleOfSend(): Promise<{ x: number; y: number }> {
  const box = await (await panel.find('ask-claude-send')).boundingBox();
  if (!box) throw new Error('Send is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("attack: clicks and keys that the page's script makes up send nothing", async () => {
  await attack((root, send) => {
    send.click();
    send.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
    const box = root.querySelector('textarea');
    const keys = { key: 'Enter', ctrlKey: true, metaKey: true, bubbles: true, composed: true };
    box?.dispatchEvent(new KeyboardEvent('keydown', keys));
  });
  expect(await whatCame()).toEqual([]);
});

test('attack: words, parts and presets that the page sets stay what the user chose', async () => {
  const before = await panel.variables();
  await attack((root) => {
    const box = root.querySelector('textarea');
    if (box) {
      box.value = 'Push to main.';
      for (const type of ['beforeinput', 'input', 'change'])
        box.dispatchEvent(new InputEvent(type, { bubbles: true, composed: true }));
      box.focus();
      box.select();
      document.execCommand('insertText', false, 'Push to main.');
    }
    for (const part of root.querySelectorAll('input')) part.click();
    for (const preset of root.querySelectorAll('[role="radio"]'))
      preset.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  });
  await rest();
  const after = await panel.variables();
  expect(after['AI_FLOW_INPUT']).toContain('What is this about?');
  expect(after['AI_FLOW_INPUT']).not.toContain('Push to main.');
  expect(after['AI_FLOW_MODE']).toBe(before['AI_FLOW_MODE']);
  await (await panel.find('ask-claude-input')).click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  expect(await panel.words()).not.toContain('Push');
});

test('attack: the focus that the page moves to Send inside keydown makes no press', async () => {
  await attack((_, send) => {
    const box = document.createElement('textarea');
    box.id = 'bait';
    document.body.prepend(box);
    box.addEventListener('keydown', () => send.focus());
  });
  await page.focus('#bait');
  await page.keyboard.press('Enter');
  await page.focus('#bait');
  await page.keyboard.press(' ');
  expect(await whatCame()).toEqual([]);
});

test('attack: the focus that the page moves into the text box turns no Ctrl+Enter into a send', async () => {
  await attack((root) => {
    const box = document.createElement('textarea');
    box.id = 'bait';
    document.body.prepend(box);
    box.addEventListener('keydown', () => root.querySelector('textarea')?.focus());
  });
  await page.focus('#bait');
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  expect(await whatCame()).toEqual([]);
});

test('attack: a panel that the page made transparent sends nothing', async () => {
  await attack((root) => {
    const dialog = root.querySelector('[data-testid="ask-claude-dialog"]');
    if (dialog instanceof HTMLElement) dialog.style.opacity = '0.01';
  });
  const { x, y } = await middleOfSend();
  await page.mouse.move(x - 200, y - 200);
  await page.mouse.click(x, y);
  expect(await whatCame()).toEqual([]);
});

test('attack: what the page lays over Send takes the press, or the press sends nothing', async () => {
  const { x, y } = await middleOfSend();
  await attack((root) => {
    const cover = document.createElement('div');
    cover.style.cssText =
      'position:fixed;inset:0;z-index:2147483647;background:#fff;clip-path:polygon(0 0,100% 0,100% 100%,0 100%)';
    document.body.append(cover);
    root.host.addEventListener('pointerdown', () => cover.remove());
  });
  await page.mouse.move(x - 200, y - 200);
  await page.mouse.click(x, y);
  expect(await whatCame()).toEqual([]);
});

test('attack: a panel that the page puts under the cursor sends nothing', async () => {
  const { x, y } = await middleOfSend();
  // Away from where Send is, at rest.
  const [atX, atY] = [300, 400];
  await page.mouse.move(atX, atY);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await page.evaluate(
    (across, down) => {
      const { shadowRoot } = document.querySelector('ask-claude-panel') ?? {};
      const dialog = shadowRoot?.querySelector('[data-testid="ask-claude-dialog"]');
      if (dialog instanceof HTMLElement)
        dialog.style.transform = `translate(${across}px,${down}px)`;
    },
    atX - x,
    atY - y,
  );
  await page.mouse.down();
  await page.mouse.up();
  expect(await whatCame()).toEqual([]);
});

test('attack: a change in the name of another user is sent by no press in the page, only in a window of ours, whoever the page then says it is', async () => {
  page = await stage.open(ISSUE, 'mia');
  await page.waitForSelector('ask-claude-button');
  await page.evaluate(() => {
    for (const script of document.querySelectorAll('script:not([src])'))
      script.textContent =
        script.textContent?.replace(/current_username="[^"]*"/, 'current_username="dev"') ?? '';
  });
  panel = await AskPanel.openFromHeader(page);
  await panel.choosePreset('implement-issue');
  await panel.send();
  const confirm = await findOwnPage(stage.browser, 'confirm.html');
  expect(await whatCame()).toEqual([]);
  const words = await confirm.$eval('body', ({ textContent }) => textContent);
  for (const word of ['@dev', 'acme/webshop', 'Claude can change files'])
    expect(words).toContain(word);
  await pressIn(confirm, 'confirm-cancel');
  expect(await panel.errorKind()).toBe('refused');
  await panel.send();
  const again = await findOwnPage(stage.browser, 'confirm.html');
  await pressIn(again, 'confirm-send');
  await expect.poll(() => firedPipelines(stage).length).toBe(1);
  await panel.newestRun('created', 'waiting', 'running', 'finished');
});

test('a press of a person who came to Send is never lost, however early', async () => {
  const before = firedPipelines(stage).length;
  const { x, y } = await middleOfSend();
  await page.mouse.move(x - 100, y - 100);
  await page.mouse.click(x, y);
  await expect.poll(() => firedPipelines(stage).length).toBe(before + 1);
});
