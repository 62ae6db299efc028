import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { firedPipelines, MERGE_REQUEST, vouchers } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

/** What was said of !34, by place. */
function said(): [place: string, body: string][] {
  return vouchers(stage).discussions.flatMap(({ notes }) =>
    notes.map(({ position, body }): [string, string] => [
      position ? `${position.new_path}:${position.new_line}` : '',
      body,
    ]),
  );
}

test('a review’s findings become one review of the user’s own: one changed, one dropped, what was said already left out', async () => {
  const before = said().length;
  const page = await stage.open(MERGE_REQUEST);
  const panel = await AskPanel.openFromHeader(page);
  await panel.choosePreset('review');
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  await panel.find('ask-claude-publish');
  const item = (text: string) =>
    waitFor(`the finding on ${text}`, async () => {
      for (const one of await page.$$(AskPanel.selector('ask-claude-finding')))
        if (await one.evaluate((element, words) => element.textContent?.includes(words), text))
          return one;
      return null;
    });
  // In the diff's order, with the code beside.
  expect(await (await item('src/checkout.js:15')).evaluate((one) => one.textContent)).toContain(
    'const sum = amount + shipping(amount);',
  );
  /** Presses it in the middle of the panel, away from what stays at its end. */
  const press = async (text: string, selector: string) => {
    const pressed = await (await item(text)).$(selector);
    await pressed?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await pressed?.click();
  };
  await press('src/voucher.js:2', 'input');
  await press('src/voucher.js:8', '[data-testid="ask-claude-finding-edit"]');
  const box = await panel.find('ask-claude-finding-text');
  await box.click();
  await box.evaluate((element) => element instanceof HTMLTextAreaElement && element.select());
  await box.type('Guests enter no code.');
  expect(await panel.text('ask-claude-aside')).toContain('src/payment.js:4');
  expect(said()).toHaveLength(before);

  const publish = await panel.find('ask-claude-publish');
  await publish.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await publish.hover();
  await publish.click();
  const made = await waitFor('the review', () =>
    said().length === before + 2 ? said().slice(before) : null,
  );
  expect(made).toEqual([
    ['src/checkout.js:15', expect.stringContaining('A voucher also pays for shipping')],
    ['src/voucher.js:8', expect.stringContaining('Guests enter no code.\n\n```suggestion:-0+0\n')],
  ]);
  expect(vouchers(stage).drafts).toEqual([]);
  expect(firedPipelines(stage)).toHaveLength(1);
  await panel.find('ask-claude-finding', '[data-state="published"]');

  const shown = await stage.open(MERGE_REQUEST);
  await shown.waitForFunction(() => document.body.innerText.includes('Guests enter no code.'));
  await shown.close();
});

test('the bot posts what is ticked as its own review, by an ask like any other: a press makes it, Send fires it once', async () => {
  const page = await stage.open(MERGE_REQUEST);
  const panel = await AskPanel.openFromHeader(page);
  await panel.choosePreset('review');
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  const [before, fired] = [said().length, firedPipelines(stage).length];
  const bot = await panel.find('ask-claude-bot-review');
  await bot.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await bot.click();
  const input = await waitFor('the review in the preview', async () => {
    const sent = (await panel.variables())['AI_FLOW_INPUT'] ?? '';
    return sent.startsWith('{\n "head"') ? sent : null;
  });
  expect(input).toContain('"new_path": "src/voucher.js"');
  expect(await panel.text('ask-claude-consequence')).toContain('The bot posts');
  expect(firedPipelines(stage)).toHaveLength(fired);

  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  // What the user's own review says in the same words is left out.
  expect(said().slice(before)).toEqual([
    ['src/voucher.js:3', expect.stringMatching(/asked by .+\.\*$/)],
    ['src/voucher.js:8', expect.stringMatching(/asked by .+\.\*$/)],
  ]);
  expect(firedPipelines(stage)).toHaveLength(fired + 1);
  // The review that stood open all the time, folded by now, has nothing left to publish.
  const left = ':not([data-doubt]):not([data-state="published"])';
  await waitFor('the review that was read again', async () =>
    (await panel.peek('ask-claude-finding', left)) ? null : true,
  );
  expect(await panel.peek('ask-claude-publish')).toBeNull();
  await page.close();
});
