import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Ask } from './harness/Ask.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { type Asked, countFaults } from './harness/countFaults.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';
import { inWorker, killWorker } from './harness/worker.ts';

const POST = { method: 'POST', path: /\/pipeline$/ };
const LIST = /\/pipelines(\?|$)/;
/** Chromium ends a worker after 30 s without events. */
const LONGER_THAN_A_WORKER = 40_000;

let stage: Stage;
const asked: Asked[] = [];

shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ user: 'mia' });
  stage.sandbox.state.settings.holdJobs = true;
});

test('a request and a wait that take longer than a worker lives come to their end', async () => {
  const slow = await Ask.open(stage);
  await slow.panel.ready();
  stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: LONGER_THAN_A_WORKER });
  await slow.panel.send();
  await waitFor('the request', () => stage.sandbox.faults.pending() === 0);
  expect((await slow.panel.newestRun('sending')).pipelineId).toBe('');

  const watched = await Ask.open(stage);
  await watched.panel.send();
  await watched.known();
  await sleep(LONGER_THAN_A_WORKER);
  watched.setJob('running');
  await watched.known('running');

  await slow.known();
  asked.push({ name: 'a slow answer', ask: slow, living: 1 });
  asked.push({ name: 'a watched wait', ask: watched, living: 1 });
});

test('a worker that is killed while the request is under way sends no second one', async () => {
  const ask = await Ask.open(stage);
  await ask.panel.ready();
  const before = stage.sandbox.requests.length;
  stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 2000 });
  await ask.panel.send();
  await waitFor('the request', () => stage.sandbox.faults.pending() === 0);
  await killWorker(stage.browser);
  await ask.known();
  const posts = stage.sandbox.requests
    .slice(before)
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/pipeline'));
  expect(posts).toHaveLength(1);
  await ask.lives(1);
  asked.push({ name: 'killed under way', ask, living: 1 });
});

test('a worker that is killed at the press of Send leaves a run or the draft', async () => {
  const ask = await Ask.open(stage);
  await ask.panel.ready();
  const before = stage.sandbox.requests.length;
  // Tells whether the request arrived at all.
  stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 500 });
  await ask.panel.send();
  await killWorker(stage.browser);
  const left = await waitFor('a run, or a draft to send', async () => {
    if ((await ask.panel.runs()).length > 0) return 'run';
    return (await ask.panel.peek('ask-claude-send', ':not(:disabled)')) && 'draft';
  });
  if (left === 'run') {
    const looks = () => stage.sandbox.requests.slice(before).filter(({ path }) => LIST.test(path));
    await waitFor('a look for its pipeline', () => looks().length > 0);
  }
  const arrived = stage.sandbox.faults.pending() === 0;
  stage.sandbox.faults.clear();
  // What never arrived is lost after 90 s, which is proved in Node (`tests/background`).
  const states = arrived ? ['created', 'waiting', 'running'] : ['sending'];
  const kept =
    left === 'draft' ? await ask.panel.words() : (await ask.panel.newestRun(...states)).state;
  expect(kept).not.toBe('');
  expect(ask.living()).toHaveLength(arrived ? 1 : 0);
  asked.push({ name: 'killed at the press', ask, living: arrived ? 1 : 0 });
});

test('a worker that is killed while it follows goes on following', async () => {
  // An open panel has the next ask prepared: with none, a worker does nothing but follow.
  for (const { ask } of asked) await ask.page.close();
  const ask = await Ask.open(stage);
  await ask.panel.send();
  const { id } = await ask.known();
  const path = new URL(ask.page.url()).pathname;
  await ask.page.goto('about:blank');
  await killWorker(stage.browser);
  const before = stage.sandbox.requests.length;
  const page = await stage.open(path);
  await waitFor('a look at the pipeline', () =>
    stage.sandbox.requests.slice(before).some((one) => one.path.includes(`/pipelines/${id}`)),
  );
  // What only an ask needs is parsed by no worker that just follows.
  expect(await inWorker(stage.browser, () => typeof globalThis.askClaudeOnDemand)).toBe(
    'undefined',
  );
  ask.setJob('running');
  await (await AskPanel.openFromHeader(page)).newestRun('running');
  expect(ask.living()).toHaveLength(1);
  asked.push({ name: 'killed while it follows', ask, living: 1 });
});

test('no pipeline that was promised is missing, and none lives twice', () => {
  expect(countFaults(asked)).toEqual({ faults: 5, lost: [], doubled: [] });
});
