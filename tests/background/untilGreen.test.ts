import { expect, test } from 'vitest';
import type { GreenEnd, GreenPhase } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { USUAL_LIMITS, type GreenLimits } from '../../utils/runs/untilGreen/UntilGreen.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { Pipeline } from '../sandbox/state/State.ts';
import type { Background } from './harness/Background.ts';
import type { ClaudeAtWork } from './harness/ClaudeAtWork.ts';
import { onMergeRequest } from './harness/onMergeRequest.ts';
import { Panel } from './harness/Panel.ts';

let background: Background;
let panel: Panel;
let work: ClaudeAtWork;
/** Asks that were there before the test. */
let before: number;
onMergeRequest((scene) => {
  ({ background, panel, work } = scene);
  before = work.asks().length;
});

/** The run that was sent with the tick. */
const first = (): Run | undefined => panel.runs.find(({ untilGreen }) => untilGreen);

async function ask(limits: Partial<GreenLimits> = {}): Promise<void> {
  const preview = await panel.preview('Mend it.', { preset: 'make-change' });
  if (!preview.ok || preview.value.failure) throw new Error(JSON.stringify(preview));
  const sent = await panel.send(preview.value.id, { untilGreen: { ...USUAL_LIMITS, ...limits } });
  if (!sent.ok) throw new Error(JSON.stringify(sent));
}

const phase = (wanted: GreenPhase) =>
  background.until(`phase ${wanted}`, () => first()?.untilGreen?.phase === wanted);
async function endsAs(end: GreenEnd): Promise<void> {
  await background.until(`the end ${end}`, () => first()?.untilGreen?.phase === 'ended');
  expect(first()?.untilGreen?.end).toBe(end);
}
const asks = (): Pipeline[] => work.asks().slice(before);
/** The pipeline of ask number `count`, counted from one. */
const askNumber = (count: number) => background.until(`ask ${count}`, () => asks()[count - 1]);

/** Claude has pushed, and the pipeline of that is red. */
async function red(limits: Partial<GreenLimits> = {}): Promise<void> {
  await ask(limits);
  await work.pushAndEnd(await askNumber(1));
  await phase('pushed');
  work.end(work.pipelineOfPush(), 'failed');
}

test('a red pipeline of Claude’s push is asked about once, with its logs, until the next one is green', async () => {
  await red();
  const second = await askNumber(2);
  expect(second.inputs['input']).toContain('Failed job: test');
  await phase('fixing');
  await work.pushAndEnd(second);
  await phase('pushed');
  work.end(work.pipelineOfPush(), 'success');
  await endsAs('green');
  expect(asks()).toHaveLength(2);
  expect(panel.runs.map(({ fixes }) => fixes)).toEqual([first()?.id, undefined]);
});

test('nothing is asked again without the tick', async () => {
  const preview = await panel.preview('Mend it.', { preset: 'make-change' });
  if (!preview.ok) throw new Error(JSON.stringify(preview));
  await panel.send(preview.value.id);
  await work.pushAndEnd(await askNumber(1));
  work.end(work.pipelineOfPush(), 'failed');
  await background.until('the end of the run', () => panel.runs[0]?.state === 'finished');
  background.clock.move(60_000);
  await background.end();
  expect(asks()).toHaveLength(1);
});

test('it ends when all further asks are used up', async () => {
  await red({ asks: 1 });
  await work.pushAndEnd(await askNumber(2));
  await phase('pushed');
  work.end(work.pipelineOfPush(), 'failed');
  await endsAs('asks');
  expect(asks()).toHaveLength(2);
});

test('a worker that ends at any moment asks no second time', async () => {
  await red();
  await askNumber(2);
  await background.restart();
  panel.watch();
  await phase('fixing');
  await background.restart();
  panel.watch();
  background.clock.move(60_000);
  await background.end();
  expect(asks()).toHaveLength(2);
});

test('it ends, and nothing is sent, where somebody else has pushed', async () => {
  await ask();
  await work.pushAndEnd(await askNumber(1));
  await phase('pushed');
  await background.until('the push', () => first()?.untilGreen?.arrived);
  await work.push();
  work.end(work.pipelineOfPush(), 'failed');
  await endsAs('moved');
  expect(asks()).toHaveLength(1);
});

test('a stop ends it at once, and cancels the ask that goes on', async () => {
  await red();
  const second = await askNumber(2);
  await phase('fixing');
  expect(await panel.stopUntilGreen(first()?.id ?? '')).toMatchObject({ ok: true });
  await endsAs('stopped');
  expect(second.jobs.map(({ status }) => status)).toEqual(['canceled']);
});

test('asked from an issue, it stands on the merge request that it pushes to, where it is stopped; other pages may not', async () => {
  const issue = new Panel(background, '/acme/webshop/-/work_items/12');
  const preview = await issue.preview('Mend it.', { preset: 'make-change' });
  if (!preview.ok) throw new Error(JSON.stringify(preview));
  await issue.send(preview.value.id, { untilGreen: USUAL_LIMITS });
  const asked = await askNumber(1);
  expect(first()).toBeUndefined();
  await work.pushAndEnd(asked);
  await phase('pushed');
  expect(first()).toMatchObject({ elsewhere: true, page: { type: 'issue', iid: 12 } });
  const runId = first()?.id ?? '';
  const other = new Panel(background, '/acme/webshop/-/work_items/13');
  await expect(other.stopUntilGreen(runId)).rejects.toThrow('This page has no such run.');
  expect(await panel.stopUntilGreen(runId)).toMatchObject({ ok: true });
  await endsAs('stopped');
  expect(issue.runs.map(({ untilGreen }) => untilGreen?.end)).toEqual(['stopped']);
});
