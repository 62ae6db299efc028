import { beforeEach, expect, test } from 'vitest';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { createRunner } from '../../../utils/runs/runner.ts';
import { PAGE, samplePreview } from '../components/samples.ts';
import { after, aRun } from '../fakes/aRun.ts';
import { aPipeline } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const send = { previewId: 'preview-1', acceptedJobs: false, acceptedRef: false };
let runs: Run[];
let taken: number;
let reached: Result<GitLab>;
let now: number;

beforeEach(() => {
  runs = [];
  taken = 0;
  reached = fails('token_refused');
  now = Date.parse(after(0));
});

function runner() {
  const stored: StoredPreview = {
    ...samplePreview(),
    projectId: 5,
    order: { ref: 'ask-claude', inputs: {} },
    request: { words: 'Why?', preset: 'ask', parts: {} },
    run: aRun({ id: 'ask-1' }),
  };
  return createRunner({
    gitLabFor: async () => reached,
    runs: {
      list: async () => [...runs],
      save: async (run) => void (runs = [...runs.filter(({ id }) => id !== run.id), run]),
      erase: async (stays) => void (runs = runs.filter(stays)),
    },
    previewAgain: () => Promise.reject(new Error('No run here goes on by itself.')),
    previews: {
      find: async () => stored,
      take: async () => {
        taken += 1;
        return stored;
      },
    },
    policyFailure: async () => null,
    triggerToken: async () => null,
    defuse: async (answer, origin) => defuseAnswer(answer, origin),
    quietUntil: async () => 0,
    now: () => now,
  });
}

test('without the site’s token nothing is fired, and the preview stays', async () => {
  expect(await runner().send(send, PAGE)).toEqual(fails('token_refused'));
  expect([runs, taken]).toEqual([[], 0]);
});

test('without the site’s token a run is unseen, and lost after a day', async () => {
  runs = [aRun({ id: 'a', state: 'running', pipelineId: 50, listedAt: after(90) })];
  expect(await runner().follow()).toEqual({ open: true });
  expect(runs[0]).toMatchObject({ failure: { kind: 'token_refused' }, unseenSince: after(0) });
  now = Date.parse(after(86_400));
  expect(await runner().follow()).toEqual({ open: false });
  expect(runs[0]?.state).toBe('lost');
});

test('without the site’s token a run that is being sent is not looked for, and lost after a day', async () => {
  runs = [aRun({ id: 'a', state: 'sending' })];
  await runner().follow();
  expect(runs[0]).toMatchObject({ state: 'sending', unseenSince: after(0) });
  now = Date.parse(after(86_400));
  await runner().follow();
  expect(runs[0]?.state).toBe('lost');
});

test('without the site’s token cancelling stays wanted, and no answer is posted', async () => {
  runs = [aRun({ id: 'a', state: 'running', pipelineId: 50 })];
  expect(await runner().cancel('a')).toEqual(fails('token_refused'));
  expect(runs[0]?.cancelWanted).toBe(true);
  expect(await runner().postAnswer('a')).toEqual(fails('token_refused'));
  runs = [aRun({ id: 'a', state: 'canceling', cancelWanted: true, jobId: 900 })];
  expect(await runner().forceCancel('a')).toEqual(fails('token_refused'));
  expect(await runner().postAnswer('b')).toEqual(fails('not_found', { subject: 'b' }));
});

test.each([
  [400, 'refused'],
  [499, 'refused'],
  [500, 'lost'],
  [399, 'lost'],
  [undefined, 'lost'],
])('an answer of status %j is %s', async (status, what) => {
  const failure = { ...(status !== undefined && { status }) };
  reached = ok(
    fakeGitLab({
      createPipeline: async () => fails('refused', failure),
      pipelines: async () => ok({ items: [], complete: true }),
    }),
  );
  const sent = await runner().send(send, PAGE);
  expect(sent.ok).toBe(what === 'lost');
  expect(runs[0]?.state).toBe(what === 'lost' ? 'sending' : 'failed');
});

test('a lost answer is never definite, whatever its status', async () => {
  reached = ok(
    fakeGitLab({
      createPipeline: async () => fails('answer_lost', { status: 400 }),
      pipelines: async () => ok({ items: [aPipeline(3, { name: 'another' })], complete: true }),
    }),
  );
  expect((await runner().send(send, PAGE)).ok).toBe(true);
  expect(runs[0]?.state).toBe('sending');
});
