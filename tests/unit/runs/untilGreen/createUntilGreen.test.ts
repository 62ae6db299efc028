import { expect, test, vi } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { Run } from '../../../../utils/runs/Run.ts';
import { RunBook } from '../../../../utils/runs/RunBook.ts';
import { createUntilGreen } from '../../../../utils/runs/untilGreen/createUntilGreen.ts';
import { samplePreview } from '../../components/samples.ts';
import { after, aRun } from '../../fakes/aRun.ts';
import { aJob, aMergeRequest, aPipeline } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { memoryRuns } from '../../fakes/memoryRuns.ts';
import { aGreen, HEAD } from './aGreen.ts';

type Deps = Parameters<typeof createUntilGreen>[0];

const pushed = aRun({ id: 'first', state: 'finished', untilGreen: aGreen() });
const stopped = aGreen({ phase: 'ended', end: 'stopped' });
const fix = (id: string, more: Partial<Run> = {}) =>
  aRun({ id, state: 'running', fixes: 'first', ...more });

/** These runs, and a red pipeline of the first one's push. */
function world(...runs: Run[]) {
  const book = new RunBook(memoryRuns(...runs));
  const answers: Partial<GitLab> = {
    mergeRequest: async () => ok(aMergeRequest({ sha: HEAD })),
    mergeRequestPipelines: async () => ok([aPipeline(60, { status: 'failed', sha: HEAD })]),
    failedJobs: async () => ok([aJob('failed', { failure_reason: 'script_failure' })]),
  };
  const send = vi.fn<Deps['send']>(async ({ previewId }) => {
    const sent = fix(previewId);
    await book.add(sent);
    return ok(sent);
  });
  const cancel = vi.fn<Deps['cancel']>(async () => ok(null));
  const untilGreen = createUntilGreen({
    book,
    preview: async (_page, _request, id) => ok(samplePreview({ id })),
    send,
    cancel,
    now: () => after(10),
  });
  const gitLab = fakeGitLab(answers);
  const green = async () => (await book.find('first'))?.untilGreen;
  return { book, untilGreen, gitLab, send, cancel, green };
}

test('Claude is asked once about a red pipeline, by a further run', async () => {
  const { untilGreen, gitLab, send, cancel, green } = world(pushed);
  await untilGreen.look(pushed, ok(gitLab));
  await untilGreen.look(pushed, ok(gitLab));
  expect(send).toHaveBeenCalledOnce();
  const previewId = send.mock.calls[0]?.[0].previewId;
  expect(await green()).toMatchObject({ phase: 'fixing', fixes: [previewId] });
  expect(cancel).not.toHaveBeenCalled();
});

test('when time is up nothing more is asked', async () => {
  const late = { ...pushed, untilGreen: aGreen({ until: after(9) }) };
  const { untilGreen, gitLab, send, green } = world(late);
  await untilGreen.look(late, ok(gitLab));
  expect(await green()).toMatchObject({ phase: 'ended', end: 'time' });
  expect(send).not.toHaveBeenCalled();
});

test.each<[string, Run[]]>([
  ['was sent without the tick', [aRun({ id: 'first', state: 'finished' })]],
  ['was stopped since the list was read', [{ ...pushed, untilGreen: stopped }]],
  ['was erased since the list was read', []],
])('of a run that %s nothing is read', async (_, runs) => {
  const { untilGreen, gitLab, book } = world(...runs);
  await untilGreen.look(pushed, ok(gitLab));
  expect(gitLab.calls).toEqual([]);
  expect(await book.list()).toEqual(runs);
});

test('a further ask that goes out while Stop is pressed is cancelled', async () => {
  const { untilGreen, gitLab, send, cancel, green, book } = world(pushed);
  send.mockImplementation(async ({ previewId }) => {
    await untilGreen.stop('first');
    const sent = fix(previewId);
    await book.add(sent);
    return ok(sent);
  });
  await untilGreen.look(pushed, ok(gitLab));
  expect(cancel).toHaveBeenCalledExactlyOnceWith(send.mock.calls[0]?.[0].previewId);
  expect(await green()).toMatchObject({ phase: 'ended', end: 'stopped' });
});

test('a run that is erased while it is looked at is left alone', async () => {
  const { untilGreen, gitLab, send, cancel, book } = world(pushed);
  gitLab.mergeRequest = async () => {
    await book.erase(() => false);
    return ok(aMergeRequest({ sha: HEAD }));
  };
  await untilGreen.look(pushed, ok(gitLab));
  expect(await book.list()).toEqual([]);
  expect(send).not.toHaveBeenCalled();
  expect(cancel).not.toHaveBeenCalled();
});

test('it ends where the site’s token is no longer accepted', async () => {
  const { untilGreen, green } = world(pushed);
  await untilGreen.look(pushed, fails('token_refused'));
  expect(await green()).toMatchObject({ phase: 'ended', end: 'token' });
});

test('while the first ask is under way, a missing token ends nothing', async () => {
  const asked = aRun({ id: 'first', state: 'running', untilGreen: aGreen({ phase: 'asked' }) });
  const { untilGreen, green } = world(asked);
  await untilGreen.look(asked, fails('token_refused'));
  expect(await green()).toEqual(asked.untilGreen);
});

test('a site that is out of reach for a while ends nothing', async () => {
  const { untilGreen, green } = world(pushed);
  await untilGreen.look(pushed, fails('network'));
  expect(await green()).toEqual(pushed.untilGreen);
});

test('Stop ends it and cancels its further asks that go on, and no other run', async () => {
  const runs = [
    pushed,
    fix('over', { state: 'finished' }),
    fix('running'),
    fix('waiting', { state: 'waiting' }),
    fix('of another', { fixes: 'second' }),
    aRun({ id: 'by hand', state: 'running' }),
  ];
  const { untilGreen, cancel, green } = world(...runs);
  expect(await untilGreen.stop('first')).toEqual(ok(null));
  expect(await green()).toMatchObject({ phase: 'ended', end: 'stopped' });
  expect(cancel.mock.calls.flat().toSorted()).toEqual(['running', 'waiting']);
});

test('Stop tells where the further ask could not be cancelled', async () => {
  const { untilGreen, cancel, green } = world(pushed, fix('running'));
  cancel.mockResolvedValue(fails('forbidden'));
  expect(await untilGreen.stop('first')).toEqual(fails('forbidden'));
  expect(await green()).toMatchObject({ end: 'stopped' });
});

test('Stop changes nothing about a run without the tick', async () => {
  const plain = aRun({ id: 'first', state: 'finished' });
  const { untilGreen, book } = world(plain);
  expect(await untilGreen.stop('first')).toEqual(ok(null));
  expect(await book.find('first')).toEqual(plain);
});
