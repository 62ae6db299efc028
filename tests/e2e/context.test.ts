import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE, jobEnvironment, LEGACY_ISSUE, MERGE_REQUEST } from './harness/flow.ts';
import { BIG_IID } from '../sandbox/seed/bigMergeRequest.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  const sandbox = { scale: { threads: 500, files: 300 } };
  stage = await startStage(inject('browser'), { user: 'mia', sandbox });
});
afterAll(() => stage?.close());

/** Writes a note through the API, as somebody else would from another window. */
async function writeNote(body: string, more: { internal?: boolean } = {}): Promise<void> {
  const { url, tokens, project } = stage.sandbox;
  const notes = `${url}/api/v4/projects/${project('acme/webshop').id}/issues/12/notes`;
  const answer = await fetch(notes, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.dev, 'content-type': 'application/json' },
    body: JSON.stringify({ body, ...more }),
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

test('parts switched on and off: the job gets what the preview shows, byte for byte', async () => {
  const panel = await AskPanel.openFromHeader(await stage.open(MERGE_REQUEST));
  await panel.type('What is left to do?');
  await panel.ready();
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('src/voucher.js');
  await press(panel, 'ask-claude-part', '[data-part="commits"]');
  await press(panel, 'ask-claude-part', '[data-part="diff"]');
  const previewed = await panel.variables();
  expect(previewed['AI_FLOW_INPUT']).toContain('Take vouchers off at checkout');
  expect(previewed['AI_FLOW_INPUT']).not.toContain('return total - voucher.amount');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});

test('of a merge request of 500 threads and 300 files too', async () => {
  const page = await stage.open(`/acme/webshop/-/merge_requests/${BIG_IID}`);
  const panel = await AskPanel.openFromHeader(page);
  await panel.type('What is left to do? It costs $5, or 5%.');
  await panel.ready();
  const previewed = await panel.variables();
  expect(previewed['AI_FLOW_INPUT']?.length).toBeGreaterThan(80_000);
  expect(await panel.text('ask-claude-cut')).toContain('left out');
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});

test('an internal note is off, and marks the ask private once it is switched on', async () => {
  await writeNote('The customer is Acme Bank.', { internal: true });
  const panel = await askOnIssue('Who complained?');
  expect(await panel.variable('AI_FLOW_INPUT')).not.toContain('Acme Bank');
  expect(await panel.peek('ask-claude-private')).toBeNull();
  await (await panel.find('ask-claude-dialog', ' .restricted summary')).click();
  await press(panel, 'ask-claude-restricted', '[data-visibility="internal"]');
  expect(await panel.text('ask-claude-private')).toContain('No public note');
  const previewed = await panel.variables();
  expect(previewed['AI_FLOW_INPUT']).toContain('The customer is Acme Bank.');
  expect(JSON.parse(previewed['AI_FLOW_CONTEXT'] ?? '')).toMatchObject({
    ask_claude: { private: true },
  });
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});

test('a page that moved on is noticed when the panel has the focus again; what was frozen is sent until it is read again', async () => {
  const panel = await askOnIssue('What is new?');
  const frozen = await panel.variables();
  await writeNote('It is the same in the invoice.');
  await panel.page.click('h1');
  await (await panel.find('ask-claude-input')).click();
  await panel.find('ask-claude-stale');
  await panel.ready();
  expect(await panel.variables()).toEqual(frozen);
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(frozen);
  expect(frozen['AI_FLOW_INPUT']).not.toContain('the same in the invoice');
});

test('read again, it holds what is new', async () => {
  const panel = await askOnIssue('What is new?');
  await writeNote('Gift cards are counted twice.');
  await panel.page.click('h1');
  await (await panel.find('ask-claude-input')).click();
  await press(panel, 'ask-claude-refresh', '');
  expect(await panel.variable('AI_FLOW_INPUT')).toContain('Gift cards are counted twice.');
  expect(await panel.peek('ask-claude-stale')).toBeNull();
});

test('a note that the page shows by itself is noticed at once', async () => {
  const panel = await askOnIssue('What is new?');
  await writeNote('Shipping is wrong too.');
  await panel.page.evaluate(() => {
    const note = document.querySelector('.note-text');
    note?.parentElement?.append(note.cloneNode(true));
  });
  expect(await panel.text('ask-claude-stale')).toContain('has changed');
});

test('where the job reads files, much more than one variable can carry arrives byte for byte', async () => {
  const issue = stage.sandbox.project('acme/legacy').issues.find(({ iid }) => iid === 12);
  for (const discussion of issue?.discussions ?? []) {
    for (const note of discussion.notes) note.body += `\n${'100% of $HOME, é\n'.repeat(5_000)}`;
  }
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE));
  await panel.type('Summarise this.');
  await (await panel.find('ask-claude-accept-jobs')).click();
  await panel.ready();
  const before = await panel.variable('AI_FLOW_INPUT');
  expect(before.length).toBeLessThan(98_304);
  const select = await panel.find('ask-claude-budget', ' select');
  await select.select('786432');
  await panel.page.waitForFunction(
    (element) =>
      (element.querySelector('[data-variable="AI_FLOW_INPUT"]')?.textContent ?? '').length >
      200_000,
    {},
    await panel.find('ask-claude-preview'),
  );
  const previewed = await panel.variables();
  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});
