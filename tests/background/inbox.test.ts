import { expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import { inboxOf } from '../../utils/runs/inboxOf.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { Background } from './harness/Background.ts';
import type { ClaudeAtWork } from './harness/ClaudeAtWork.ts';
import { onMergeRequest } from './harness/onMergeRequest.ts';
import type { Panel } from './harness/Panel.ts';

const FINDING = {
  file: 'src/voucher.js',
  start_line: 8,
  end_line: 8,
  side: 'new',
  severity: 'major',
  quote: '  return vouchers.get(code.trim().toUpperCase());',
  text: 'Checkout fails for customers who enter no code.',
};

let background: Background;
let panel: Panel;
let work: ClaudeAtWork;
onMergeRequest((scene) => {
  ({ background, panel, work } = scene);
});

/** What the popup lists, after it has asked as it does on opening. */
async function inbox(method: 'listRuns' | 'checkPlans' = 'listRuns'): Promise<string[]> {
  const popup = { id: browser.runtime.id, url: browser.runtime.getURL('/popup.html') };
  const runs = await background.call<Run[]>(method, {}, popup);
  return inboxOf(runs, [], new Date()).map(({ reason }) => reason);
}

/** Asks with a preset, and Claude answers. */
async function asked(preset: string, more: object = {}): Promise<string> {
  const before = work.asks().length;
  const preview = await panel.preview('Look at it.', { preset });
  if (!preview.ok) throw new Error(JSON.stringify(preview));
  const sent = await panel.send(preview.value.id);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const pipeline = await background.until('the ask', () => work.asks()[before]);
  await work.answerAndEnd(pipeline, 'Seen.', more);
  await background.until('its end', () => panel.runs[0]?.state === 'finished');
  return sent.value.id;
}

test('a review leaves the inbox as its last finding is dropped, and comes back where the user changes their mind', async () => {
  const runId = await asked('review', { findings: [FINDING] });
  expect(await inbox()).toEqual(['review']);
  await panel.readReview(runId);
  expect(await inbox()).toEqual(['review']);
  await panel.chooseFinding(runId, '0', { on: false });
  expect(await inbox()).toEqual([]);
  await panel.chooseFinding(runId, '0', { on: true });
  expect(await inbox()).toEqual(['review']);
});

test('a plan leaves the inbox once the popup has seen that its merge request has moved on', async () => {
  await asked('draft-pipeline');
  expect(await inbox('checkPlans')).toEqual(['plan']);
  await work.push();
  expect(await inbox('checkPlans')).toEqual([]);
  expect(await inbox()).toEqual([]);
});
