import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBotReview } from '../../../utils/review/BotReview.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';
import { Background } from '../harness/Background.ts';
import { ClaudeAtWork } from '../harness/ClaudeAtWork.ts';
import { Panel } from '../harness/Panel.ts';

const TRIM = {
  file: 'src/voucher.js',
  start_line: 8,
  end_line: 8,
  side: 'new',
  severity: 'critical',
  quote: '  return vouchers.get(code.trim().toUpperCase());',
  text: 'Checkout fails for customers who enter no code.',
  suggestion: "  return vouchers.get((code ?? '').trim().toUpperCase());",
};
const ELSEWHERE = { ...TRIM, file: 'src/payment.js', quote: 'charge(total);' };
const POST = { preset: 'post-review' };

let sandbox: Sandbox;
let background: Background;
let panel: Panel;
let work: ClaudeAtWork;
beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.state.settings.holdJobs = true;
  background = await Background.start(sandbox, 'mia');
  panel = new Panel(background, '/acme/webshop/-/merge_requests/34');
  work = new ClaudeAtWork(sandbox, 'acme/webshop', 34);
});
afterAll(async () => {
  background?.end();
  await sandbox?.stop();
});

/** The id of a preview that can be sent. */
async function previewed(more: Parameters<Panel['preview']>[1]) {
  const preview = await panel.preview('', more);
  if (!preview.ok || preview.value.failure) throw new Error(JSON.stringify(preview));
  return preview.value;
}

async function reviewed(): Promise<string> {
  const before = work.asks().length;
  const sent = await panel.send((await previewed({ preset: 'review' })).id);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const pipeline = await background.until('the ask', () => work.asks()[before]);
  await work.answerAndEnd(pipeline, 'Two things.', { findings: [TRIM, ELSEWHERE] });
  await background.until('its end', () => panel.runs[0]?.state === 'finished');
  return sent.value.id;
}

test('what is ticked of a review is handed to the job as one ask, which fires once', async () => {
  const continues = await reviewed();
  const { id, variables } = await previewed({ ...POST, continues });
  const value = (name: string) => variables.find(({ key }) => key === name)?.value ?? '';
  expect(readBotReview(value('AI_FLOW_INPUT'))?.findings).toMatchObject([
    { place: 'src/voucher.js:8', applies: true, at: { position: { new_line: 8 } } },
  ]);
  expect(value('AI_FLOW_CONTEXT')).toContain('"post_review":true');
  expect(work.asks()).toHaveLength(1);
  expect(sandbox.project('acme/webshop').mergeRequests[0]?.drafts ?? []).toEqual([]);

  const sent = await panel.send(id);
  expect(sent).toMatchObject({ ok: true, value: { preset: 'post-review', continues } });
  expect(await panel.send(id)).toMatchObject({ ok: false });
  await background.until('the pipeline', () => work.asks().length === 2);
  expect(work.asks()).toHaveLength(2);
});

test('a review of another page, and one of which nothing is ticked, are none to post', async () => {
  const [run] = panel.runs.filter(({ outcome }) => outcome?.findings);
  const continues = run?.id ?? '';
  const elsewhere = new Panel(background, '/acme/webshop/-/merge_requests/35');
  const refused = { failure: { kind: 'refused', reason: 'review_none' } };
  await expect(elsewhere.preview('', { ...POST, continues })).rejects.toThrow('no such run');
  expect(await panel.preview('', POST)).toMatchObject({ value: refused });
});
