import { expect, test } from 'vitest';
import type { Background } from './harness/Background.ts';
import type { ClaudeAtWork } from './harness/ClaudeAtWork.ts';
import { onMergeRequest } from './harness/onMergeRequest.ts';
import type { Panel } from './harness/Panel.ts';

const PRESET = 'suggest-pipeline-fix';
const CAUSE = {
  file: 'src/voucher.js',
  start_line: 8,
  end_line: 8,
  side: 'new',
  severity: 'critical',
  quote: '  return vouchers.get(code.trim().toUpperCase());',
  text: 'The test calls it without a code.',
  suggestion: "  return vouchers.get((code ?? '').trim().toUpperCase());",
};
const ELSEWHERE = { ...CAUSE, file: 'src/payment.js', quote: 'charge(total);' };

let background: Background;
let panel: Panel;
let work: ClaudeAtWork;
onMergeRequest((scene) => {
  ({ background, panel, work } = scene);
});

/** What Claude is told, by variable. */
async function asked(): Promise<{ id: string; variables: Record<string, string> }> {
  const preview = await panel.preview('', { preset: PRESET, refresh: true });
  if (!preview.ok) throw new Error(JSON.stringify(preview));
  const { id, variables } = preview.value;
  return { id, variables: Object.fromEntries(variables.map(({ key, value }) => [key, value])) };
}

test('a fix comes as a suggestion where its line is in the diff; what is elsewhere is set aside with the reason, the explanation is the answer', async () => {
  const { id, variables } = await asked();
  expect(variables).toMatchObject({ AI_FLOW_MODE: 'ask' });
  expect(variables['AI_FLOW_CONTEXT']).toContain('"findings":true');
  const before = work.asks().length;
  const sent = await panel.send(id);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const pipeline = await background.until('the ask', () => work.asks()[before]);
  await work.answerAndEnd(pipeline, 'No code is handed over.', { findings: [CAUSE, ELSEWHERE] });
  await background.until('its end', () => panel.runs[0]?.state === 'finished');
  expect(panel.runs[0]?.outcome?.answer).toBe('No code is handed over.');
  expect(await panel.readReview(sent.value.id)).toMatchObject({
    value: {
      items: [
        { path: 'src/voucher.js', placed: true, applies: true, on: true },
        { path: 'src/payment.js', doubt: 'not_in_diff', on: false },
      ],
    },
  });
});

/** The jobs of a push end so, with a log that differs in its times alone. */
async function pushed(status: 'failed' | 'success', milliseconds: number): Promise<void> {
  await work.push();
  ended(status, milliseconds);
}

function ended(status: 'failed' | 'success', milliseconds: number): void {
  const pipeline = work.pipelineOfPush();
  for (const job of pipeline.jobs) job.log = `Error: no answer after ${milliseconds} ms\n`;
  work.end(pipeline, status);
}

test('a failure that passed by a retry alone is told as that when it comes again, also after the worker’s end', async () => {
  const BEFORE = 'it failed in the same way before, and passed there when it was tried again';
  await pushed('failed', 5012);
  expect((await asked()).variables['AI_FLOW_INPUT']).not.toContain(BEFORE);
  ended('success', 30);
  await asked();
  await background.restart();
  await pushed('failed', 4998);
  expect((await asked()).variables['AI_FLOW_INPUT']).toContain(BEFORE);
});
