import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { BIG_IID } from '../sandbox/seed/bigMergeRequest.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, MERGE_REQUEST, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ sandbox: { scale: { files: 3, threads: 1, bytes: 3000 } } });
});

const SELECTION = 'ask-claude-selection >>> [data-testid="ask-claude-selection"]';
const LINE = 'ask-claude-line >>> [data-testid="ask-claude-line"]';

/** Selects with the pointer, as a person does: from the left end of one element to the right end of another. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const start = await page.waitForSelector(from);
  await start?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await start?.boundingBox();
  const end = await (await page.$(to))?.boundingBox();
  if (!box || !end) throw new Error(`Nothing to select from ${from} to ${to}`);
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2);
  await page.mouse.move(end.x + end.width - 1, end.y + end.height / 2);
  await page.mouse.up();
}

async function press(page: Page, selector: string): Promise<AskPanel> {
  await (await page.waitForSelector(selector, { visible: true }))?.click();
  return AskPanel.opened(page);
}

test.each(['', '?rapid_diffs=true'])(
  'a line of a diff, and lines that are selected, are asked about with file and numbers: %s',
  async (query) => {
    const page = await stage.open(`${MERGE_REQUEST}/diffs${query}`);
    const row = query === '' ? '.diffs .line_holder:not(.match)' : '[data-hunk-lines]';
    await page.waitForSelector('ask-claude-button');
    await page.waitForSelector(row);
    await page.evaluate((css) => {
      const lines = [...document.querySelectorAll(css)].filter(
        (one) => one.textContent.trim() !== '',
      );
      for (const [index, one] of lines.slice(0, 2).entries())
        one.setAttribute('data-test-line', String(index));
      lines[0]?.scrollIntoView({ block: 'center' });
    }, `${row} :is(.line, .rd-line-text)`);
    await page.hover('[data-test-line="0"]');
    const panel = await press(page, LINE);
    await panel.put('Why?');
    await panel.ready();
    const said = await panel.variable('AI_FLOW_INPUT');
    expect(said).toMatch(/From the diff of \S+, line \d+ of the (new|old) side/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('ask-claude-panel'));
    await drag(page, '[data-test-line="0"]', '[data-test-line="1"]');
    const again = await press(page, SELECTION);
    await again.put('Why so?');
    await again.ready();
    expect(await again.variable('AI_FLOW_INPUT')).toMatch(/From the diff of \S+, line/);
    expect(await again.text('ask-claude-selected')).toMatch(/\S+:\d+/);
    expect(firedPipelines(stage)).toEqual([]);
  },
);

test('lines of a failed log are asked about at the merge request of their branch', async () => {
  const failed = webshop(stage).pipelines.findLast(({ source }) => source === 'push');
  const page = await stage.open(`/acme/webshop/-/jobs/${failed?.jobs[0]?.id}`);
  await page.waitForSelector('ask-claude-pipeline');
  await drag(
    page,
    '#L1 ~ .job-log-line-content',
    '.job-log-line:nth-child(2) .job-log-line-content',
  );
  const panel = await press(page, SELECTION);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe(`merge_request/${BIG_IID}`);
  await panel.put('Why?');
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('From the log of the job ');
});

test('on a file of a branch without a merge request the button says that there is none', async () => {
  const page = await stage.open('/acme/webshop/-/blob/main/package.json');
  await page.waitForSelector('#LC1');
  await drag(page, '#LC1', '#LC2');
  await (await page.waitForSelector(SELECTION, { visible: true }))?.click();
  await page.waitForFunction(
    () =>
      document
        .querySelector('ask-claude-selection')
        ?.shadowRoot?.textContent.includes('No open merge request') === true,
  );
  await page.mouse.click(5, 400);
  await page.waitForFunction(() => !document.querySelector('ask-claude-selection'));
  expect(firedPipelines(stage)).toEqual([]);
});
