import { expect, test } from 'vitest';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';
import { pickJob } from '../../../utils/runs/pickJob.ts';
import { postAnswer } from '../../../utils/runs/postAnswer.ts';
import { askedProjectId, type Run } from '../../../utils/runs/Run.ts';
import { runAddress } from '../../../utils/runs/runAddress.ts';
import { sampleOutcome } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';
import { aJob, anIssue, aNote, SITE } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const post = (gitLab: FakeGitLab, run: Run) =>
  postAnswer(gitLab, run, async (answer, origin) => defuseAnswer(answer, origin));

function answered(answer: string, more: Partial<Run> = {}): Run {
  return aRun({ site: SITE, outcome: sampleOutcome({ answer }), ...more });
}

function named(name: string) {
  return aJob('running', { name });
}

function posting() {
  return fakeGitLab({
    createNote: async () => ok(aNote('x', { id: 5 })),
    replyToDiscussion: async () => ok(aNote('x', { id: 6 })),
  });
}

test('an answer becomes a note on the page that was asked about, and does nothing else', async () => {
  const gitLab = posting();
  const posted = await post(gitLab, answered('Yes.\n/close'));
  expect(posted).toEqual(ok({ webUrl: `${SITE}/acme/webshop/-/issues/12#note_5` }));
  expect(gitLab.calls).toEqual([expect.stringContaining('createNote "issue" 12')]);
  expect(gitLab.calls[0]).not.toContain('\\n/close');
});

test('an answer in a thread becomes a reply, on a merge request too', async () => {
  const gitLab = posting();
  const page = { type: 'merge_request' as const, iid: 34, title: 'x' };
  const posted = await post(gitLab, answered('Yes.', { page, discussionId: 'd' }));
  expect(posted).toEqual(ok({ webUrl: `${SITE}/acme/webshop/-/merge_requests/34#note_6` }));
  expect(gitLab.calls[0]).toContain('replyToDiscussion "merge_request" 34');
});

test('nothing is posted where there is no answer, or where it is private', async () => {
  const gitLab = posting();
  for (const run of [answered(' \n'), aRun()])
    expect(await post(gitLab, run)).toEqual(fails('refused', { reason: 'no_answer' }));
  expect(await post(gitLab, answered('Yes.', { private: true }))).toEqual(
    fails('refused', { reason: 'answer_private' }),
  );
  expect(gitLab.calls).toEqual([]);
});

test('what GitLab refuses is told', async () => {
  const gitLab = fakeGitLab({ createNote: async () => fails('forbidden') });
  expect(await post(gitLab, answered('Yes.'))).toEqual(fails('forbidden'));
});

test('a run leads to the page that it was asked from', () => {
  expect(runAddress(aRun({ site: SITE }))).toBe(`${SITE}/acme/webshop/-/issues/12`);
  const page = { type: 'merge_request' as const, iid: 34, title: 'x' };
  expect(runAddress(aRun({ site: SITE, page }))).toBe(`${SITE}/acme/webshop/-/merge_requests/34`);
});

test('the job that counts is the one foreseen, else another provider’s where ours was foreseen', () => {
  const jobs = [named('test'), named('claude-vertex'), named('claude')];
  expect(pickJob(aRun({ jobName: 'claude' }), jobs)?.name).toBe('claude');
  expect(pickJob(aRun({ jobName: 'claude-bedrock' }), jobs)?.name).toBe('claude-vertex');
  expect(pickJob(aRun({ jobName: 'test' }), jobs)?.name).toBe('test');
  expect(pickJob(aRun({ jobName: 'ask' }), jobs)).toBeUndefined();
});

test('the page’s project is not the runner project', () => {
  expect(askedProjectId(aRun({ projectId: 5 }))).toBe(5);
  const runner = { projectPath: 'platform/runner', askedProjectId: 8 };
  expect(askedProjectId(aRun({ projectId: 5, runner }))).toBe(8);
});

test.each([
  [true, { reason: 'locked' as const }],
  [false, {}],
  [null, {}],
])('a refusal tells that the discussion is locked, where it is: %s', async (locked, more) => {
  const gitLab = fakeGitLab({
    createNote: async () => fails('forbidden', { status: 403 }),
    issue: async () => ok({ ...anIssue(), discussion_locked: locked }),
  });
  const told = await post(gitLab, answered('Yes.'));
  expect(told).toEqual(fails('forbidden', { status: 403, ...more }));
});
