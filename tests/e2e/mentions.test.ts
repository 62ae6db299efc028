import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, ISSUE, MERGE_REQUEST, vouchersThread } from './harness/flow.ts';
import { findOwnPage } from './harness/launchBrowser.ts';
import { pressIn } from './harness/pressIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

/** Writes into an editor and presses its button, as a person does. */
async function comment(page: Page, form: string, button: string, words: string): Promise<void> {
  const editor = await page.waitForSelector(`${form} textarea.note-textarea`);
  await editor?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await editor?.click();
  await editor?.type(words);
  await (await page.$(`${form} ${button}`))?.click();
}

const LINE = 'ask-claude-mention >>> [data-testid="ask-claude-mention"]';

async function pressLine(page: Page): Promise<AskPanel> {
  const line = await page.waitForSelector(LINE);
  await line?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await line?.click();
  return AskPanel.opened(page);
}

test('a saved comment that says @claude can be asked with by one press, in its thread', async () => {
  const { id } = vouchersThread(stage);
  const page = await stage.open(MERGE_REQUEST);
  const thread = `[data-discussion-id="${id}"]`;
  const placeholder = `${thread} .js-discussion-reply-field-placeholder`;
  await (await page.waitForSelector(placeholder))?.click();
  const words = '@claude fix what Mia says';
  await comment(page, `${thread} form`, '[data-testid="comment-now-button"]', words);
  const panel = await pressLine(page);
  expect(await panel.attribute('ask-claude-dialog', 'data-discussion-id')).toBe(id);
  expect(await panel.words()).toBe('what Mia says');
  await panel.find('ask-claude-preset', '[data-preset="fix-thread"][aria-checked="true"]');
  await panel.ready();
  expect(firedPipelines(stage)).toEqual([]);
  expect(await page.$(LINE)).toBeNull();
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('changed');
  expect(firedPipelines(stage)).toHaveLength(1);
});

test('a comment on an issue whose mention is code is passed over, the next one is not', async () => {
  const page = await stage.open(ISSUE);
  const form = 'form.js-main-target-form';
  const button = '[data-testid="confirm-button"]';
  await page.waitForSelector('ask-claude-button');
  await comment(page, form, button, 'What does `@claude plan` do?');
  await page.waitForFunction(() => document.body.innerText.includes('What does @claude plan do?'));
  await comment(page, form, button, '@claude plan the way there');
  const panel = await pressLine(page);
  expect(await panel.words()).toBe('the way there');
  await panel.find('ask-claude-preset', '[data-preset="suggest-approach"][aria-checked="true"]');
  expect(await page.$$(LINE)).toEqual([]);
});

test('in a project whose comments ask at once, one press in a window of ours sends what the comment says', async () => {
  const options = stage.optionsPage;
  await options.bringToFront();
  await (await options.waitForSelector('[data-testid="project-new"]'))?.click();
  await (await options.waitForSelector('[data-testid="project-path"]'))?.type('acme/webshop');
  await options.select('[data-testid="project-mentions"]', 'questions');
  await options.click('[data-testid="project-save"]');
  await options.waitForSelector('[data-testid="project-item"]');
  const before = firedPipelines(stage).length;
  const page = await stage.open(ISSUE);
  await page.waitForSelector('ask-claude-button');
  const words = '@claude why is the total too low?';
  await comment(page, 'form.js-main-target-form', '[data-testid="confirm-button"]', words);
  const confirm = await findOwnPage(stage.browser, 'confirm.html');
  expect(await confirm.$eval('body', ({ textContent }) => textContent)).toContain('too low?');
  expect(firedPipelines(stage)).toHaveLength(before);
  await pressIn(confirm, 'confirm-send');
  await expect.poll(() => firedPipelines(stage).length).toBe(before + 1);
  const panel = await pressLine(page);
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  // Its line is there after a reload, too, beside no other comment, and sends nothing.
  await page.reload();
  await pressLine(page);
  expect(await page.$$(LINE)).toHaveLength(1);
  expect(firedPipelines(stage)).toHaveLength(before + 1);
});
