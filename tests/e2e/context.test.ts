import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, MERGE_REQUEST } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
});

/** Writes a note through the API, as somebody else would from another window. */
async function writeNote(body: string): Promise<void> {
  const { url, tokens, project } = stage.sandbox;
  const notes = `${url}/api/v4/projects/${project('acme/webshop').id}/issues/12/notes`;
  const answer = await fetch(notes, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.dev, 'content-type': 'application/json' },
    body: JSON.stringify({ body }),
  });
  expect(answer.status).toBe(201);
}

/** Presses a checkbox and waits until the preview that it leads to is whole. */
async function press(panel: AskPanel, testId: string, more: string): Promise<void> {
  const box = await panel.find(testId, more);
  const before = await panel.variable('AI_FLOW_INPUT');
  await box.click();
  await panel.page.waitForFunction(
    (element, old) => element.querySelector('[data-variable="AI_FLOW_INPUT"]')?.textContent !== old,
    {},
    await panel.find('ask-claude-preview'),
    before,
  );
  await panel.ready();
}

async function askOnIssue(words: string): Promise<AskPanel> {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.type(words);
  await panel.ready();
  return panel;
}

test('parts switched on and off are in what will be sent, or not', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(MERGE_REQUEST));
  await panel.type('What is left to do?');
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('src/voucher.js');
  await press(panel, 'ask-claude-part', '[data-part="commits"]');
  await press(panel, 'ask-claude-part', '[data-part="diff"]');
  const previewed = await panel.variables();
  expect(previewed['AI_FLOW_INPUT']).toContain('Take vouchers off at checkout');
  expect(previewed['AI_FLOW_INPUT']).not.toContain('return total - voucher.amount');
});

test('a page that moved on is noticed when the panel has the focus again; what was frozen can be sent until it is read again', async () => {
  const panel = await askOnIssue('What is new?');
  const frozen = await panel.variables();
  await writeNote('It is the same in the invoice.');
  await panel.page.click('h1');
  await (await panel.find('ask-claude-input')).click();
  await panel.find('ask-claude-stale');
  await panel.ready();
  expect(await panel.variables()).toEqual(frozen);
  await press(panel, 'ask-claude-refresh', '');
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('the same in the invoice');
  expect(await panel.peek('ask-claude-stale')).toBeNull();
});

test('a note that the page shows by itself is noticed at once', async () => {
  const panel = await askOnIssue('What is new?');
  await writeNote('Shipping is wrong too.');
  await panel.page.evaluate(() => {
    const note = document.querySelector('.note-text');
    note?.parentElement?.append(note.cloneNode(true));
  });
  expect(await panel.text('ask-claude-stale')).toContain('This page changed');
});
