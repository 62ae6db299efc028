import { expect, it } from 'vitest';
import type { Job } from '../../../../ci/Job.ts';
import type { AskedThread } from '../../../../ci/threads/readThreads.ts';
import { replyInThreads } from '../../../../ci/threads/replyInThreads.ts';
import { type FinishedThread, ThreadBook } from '../../../../ci/threads/ThreadBook.ts';
import { NO_RESULT, type JobResult } from '../../../../ci/writeResult.ts';
import { aJob, aWork } from '../aJob.ts';
import { recordedApi, Refusal } from '../recordedApi.ts';
import { askOf, MERGE_REQUEST, ONE, open, THREE, TWO } from './aThreadWork.ts';

const [C1, C2] = ['a'.repeat(40), 'b'.repeat(40)];
const notesOf = (id: string) => `POST /merge_requests/34/discussions/${id}/notes`;
const resolving = (id: string) => `PUT /merge_requests/34/discussions/${id}`;
const REPLIES = {
  [notesOf(ONE)]: { id: 1 },
  [notesOf(TWO)]: { id: 2 },
  [notesOf(THREE)]: { id: 3 },
};
const PUSHED: JobResult = {
  ...NO_RESULT,
  kind: 'changed',
  branch: 'feature/vouchers',
  commits: [C1, C2],
  mergeRequest: { iid: 34, webUrl: '' },
};

function finished(id: string, end: FinishedThread['end'] = 'changed'): FinishedThread {
  const words = { reply: `About ${id.slice(0, 1)}, key-123.`, title: '', body: '' };
  return { id, end, ...words, tree: end === 'changed' ? 'f'.repeat(40) : null };
}

interface Given {
  answers?: Record<string, unknown>;
  result?: JobResult;
  asked?: AskedThread[];
  done?: FinishedThread[];
  commits?: [string, string][];
  options?: Record<string, unknown>;
  more?: Partial<Job>;
}

async function reply(given: Given = {}) {
  const { answers = REPLIES, options = {}, result = PUSHED } = given;
  const asked = given.asked ?? [ONE, TWO, THREE].map(open);
  const project = recordedApi(answers);
  const credential = { user: 'oauth2', password: 'access-token' };
  const writer = { project, server: recordedApi({}), credential };
  const request = askOf([ONE, TWO, THREE], options);
  const job = await aJob({ request, writer, ...given.more });
  const work = aWork({ mergeRequest: MERGE_REQUEST });
  const book = new ThreadBook(job, work, asked);
  book.finished.push(...(given.done ?? [finished(ONE), finished(TWO, 'nothing_to_do')]));
  const ofThreads = new Map(given.commits ?? [[ONE, C1]]);
  const outcomes = await replyInThreads(job, work, result, book, ofThreads);
  const sent = project.asked.filter(([what]) => !what.startsWith('GET'));
  const bodyTo = (id: string) =>
    String(sent.find(([what]) => what === notesOf(id))?.[1]?.['body'] ?? '');
  return { outcomes, sent: sent.map(([what]) => what), bodyTo };
}

it('each finished thread gets its reply with its own commit; the run ended before the third', async () => {
  const { outcomes, sent, bodyTo } = await reply();
  expect(outcomes).toMatchObject([
    { id: ONE, state: 'changed', commit: C1, replyUrl: expect.stringContaining('#note_1') },
    { id: TWO, state: 'nothing_to_do', commit: null, reply: '', problem: '' },
    { id: THREE, state: 'unfinished', replyUrl: null },
  ]);
  expect(sent).toEqual([notesOf(ONE), notesOf(TWO)]);
  expect(bodyTo(ONE)).toContain('About 1, \\[MASKED\\].');
  expect(bodyTo(ONE)).toContain(`Changes: ${C1} on the branch \`feature/vouchers\`.`);
  expect(bodyTo(TWO)).not.toContain('Changes:');
});

it('a reply that fails keeps none of the others, and its words are kept', async () => {
  const answers = { ...REPLIES, [notesOf(ONE)]: new Refusal(403, 'GitLab answered 403 locked') };
  const { outcomes, sent } = await reply({ answers });
  expect(sent).toEqual([notesOf(ONE), notesOf(TWO)]);
  expect(outcomes[0]).toMatchObject({
    state: 'changed',
    commit: C1,
    replyUrl: null,
    reply: 'About 1, [MASKED].',
    problem: 'GitLab answered 403 locked',
  });
  expect(outcomes[1]?.replyUrl).toContain('#note_2');
});

it('what was resolved or deleted meanwhile is left alone', async () => {
  const asked: AskedThread[] = [
    { id: ONE, state: 'gone', url: null },
    { id: TWO, state: 'resolved_before', url: null },
  ];
  const { outcomes, sent } = await reply({ asked, done: [] });
  expect(outcomes.map(({ state }) => state)).toEqual(['gone', 'resolved_before']);
  expect(sent).toEqual([]);
  const { [notesOf(TWO)]: _, ...others } = REPLIES;
  const late = await reply({ answers: others });
  expect(late.outcomes[1]).toMatchObject({ state: 'gone', problem: /deleted/ });
});

it('a reply names no commit that is not there', async () => {
  const unpushed = await reply({ result: { ...PUSHED, branch: null, commits: [] }, commits: [] });
  expect(unpushed.outcomes[0]).toMatchObject({ state: 'changed', commit: null });
  expect(unpushed.bodyTo(ONE)).toContain('The changes were not pushed');
  expect(unpushed.bodyTo(ONE)).not.toContain(C1);
  const some = await reply({ done: [finished(ONE), finished(TWO)] });
  expect(some.outcomes[1]).toMatchObject({ state: 'failed', reply: 'About 2, [MASKED].' });
  expect(some.sent).toEqual([notesOf(ONE)]);
});

it('nothing is posted where the run failed and nothing came of it', async () => {
  const result: JobResult = { ...NO_RESULT, kind: 'failed' };
  const { outcomes, sent } = await reply({ result, commits: [] });
  expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'nothing_to_do', 'unfinished']);
  expect(sent).toEqual([]);
});

const RESOLVED = { [resolving(ONE)]: {}, [resolving(TWO)]: {}, [resolving(THREE)]: {} };
const WANTED: Given = {
  answers: { ...REPLIES, ...RESOLVED },
  options: { resolve: true },
  done: [finished(ONE), finished(TWO, 'nothing_to_do'), finished(THREE, 'open')],
};

it('a thread is resolved where the project wants it and it is done, never where people have to decide', async () => {
  const { outcomes, sent } = await reply(WANTED);
  expect(outcomes.map(({ resolved }) => resolved)).toEqual([true, true, false]);
  expect(sent.filter((what) => what.startsWith('PUT'))).toEqual([resolving(ONE), resolving(TWO)]);
  const unwanted = await reply({ ...WANTED, options: {} });
  expect(unwanted.outcomes.some(({ resolved }) => resolved)).toBe(false);
});

it.each<[string, Given]>([
  ['its commit went to another branch', { result: { ...PUSHED, branch: 'claude/mr-34' } }],
  ['the project’s check failed', { result: { ...PUSHED, verified: 'failed' } }],
  ['its reply failed', { answers: { ...RESOLVED, ...REPLIES, [notesOf(ONE)]: new Refusal(500) } }],
])('a changed thread stays open where %s', async (_why, more) => {
  const { outcomes } = await reply({ ...WANTED, ...more });
  expect(outcomes[0]).toMatchObject({ state: 'changed', resolved: false });
  expect(outcomes[1]?.resolved).toBe(true);
});

it('who may not resolve is told so, and the rest goes on', async () => {
  const answers = { ...REPLIES, ...RESOLVED, [resolving(ONE)]: new Refusal(403) };
  const { outcomes } = await reply({ ...WANTED, answers });
  expect(outcomes[0]).toMatchObject({
    resolved: false,
    problem: 'not resolved: GitLab answered 403',
  });
  expect(outcomes[1]?.resolved).toBe(true);
});

it.each<[string, Given, string]>([
  ['no reply is wanted', { options: { reply: 'none' } }, ''],
  ['the ask is private', { options: { private: true } }, 'a private answer stays in the artifact'],
  [
    'there is no token',
    { more: { writer: null } },
    'there is no GITLAB_ACCESS_TOKEN to reply with',
  ],
])('where %s the words are kept for the panel', async (_why, given, problem) => {
  const { outcomes, sent } = await reply(given);
  expect(outcomes[0]).toMatchObject({ reply: 'About 1, [MASKED].', problem, replyUrl: null });
  expect(sent).toEqual([]);
});

it('a runner project that keeps no words fails where none could be posted', async () => {
  await expect(reply({ answers: {}, more: { closed: true } })).rejects.toThrow('keeps none');
  const { outcomes } = await reply({ more: { closed: true } });
  expect(outcomes).toHaveLength(3);
});
