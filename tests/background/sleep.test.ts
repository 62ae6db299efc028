import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FOLLOW_ALARM } from '../../entrypoints/background/createServices.ts';
import { ISSUE, webshop } from '../e2e/harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.state.settings.holdJobs = true;
});
afterAll(() => stage?.close());
afterEach(() => vi.useRealTimers());

const HOURS_MS = 8 * 3_600_000;
const runOf = async (id: string) => (await stage.own('listRuns', {})).find((run) => run.id === id);
const stateOf = async (id: string) => (await runOf(id))?.state;

test('a laptop that slept for eight hours tells how the run ended with the next alarm, and loses none', async () => {
  const tab = stage.open(ISSUE);
  const run = await tab.send(await tab.preview('Why?'));
  const pipeline = webshop(stage).pipelines.find(({ id }) => id === run.pipelineId);
  if (!pipeline) throw new Error('No pipeline was made.');
  for (const job of pipeline.jobs) {
    job.status = 'success';
    job.finishedAt = new Date().toISOString();
  }
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOURS_MS });
  const alarm = await browser.alarms.get(FOLLOW_ALARM);
  if (alarm) await fakeBrowser.alarms.onAlarm.trigger(alarm);
  await expect.poll(() => stateOf(run.id)).toBe('finished');
});

test('a pipeline that never ends stays what it is, costs a few requests an alarm, and a cancel ends it', async () => {
  const tab = stage.open(ISSUE);
  const run = await tab.send(await tab.preview('Why for ever?'));
  const pipeline = webshop(stage).pipelines.find(({ id }) => id === run.pipelineId);
  const [job] = pipeline?.jobs ?? [];
  if (!pipeline || !job) throw new Error('No pipeline was made.');
  job.status = 'running';
  job.startedAt = new Date().toISOString();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOURS_MS });
  const before = stage.sandbox.requests.length;
  const alarm = await browser.alarms.get(FOLLOW_ALARM);
  expect(alarm?.periodInMinutes ?? 0).toBeGreaterThan(0);
  if (alarm) await fakeBrowser.alarms.onAlarm.trigger(alarm);
  await expect.poll(() => stateOf(run.id)).toBe('running');
  expect(stage.sandbox.requests.length - before).toBeLessThanOrEqual(6);
  expect(await runOf(run.id)).not.toHaveProperty('outcome');
  expect(await tab.ask('cancelRun', { runId: run.id })).toMatchObject({ ok: true });
  expect(['canceled', 'canceling']).toContain(job.status);
});
