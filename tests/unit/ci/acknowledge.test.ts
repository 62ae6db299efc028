import { describe, expect, it, vi } from 'vitest';
import { acknowledge, tellNoAnswer } from '../../../ci/acknowledge.ts';
import { postAnswer } from '../../../ci/postAnswer.ts';
import type { Job } from '../../../ci/Job.ts';
import { statusNote } from '../../../ci/noteOf.ts';
import { readRequest, type Request } from '../../../ci/request/readRequest.ts';
import { NO_RESULT } from '../../../ci/writeResult.ts';
import { aJob } from './aJob.ts';
import { aPlace } from './aPlace.ts';
import { recordedApi, Refusal } from './recordedApi.ts';

vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const wanted: Request = {
  ...readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' }),
  reply: 'note',
  acknowledge: true,
};
const WORKING = statusNote('working', aPlace());
const POST = 'POST /issues/12/notes';
const PUT = 'PUT /issues/12/notes/5';
const ADDRESS = 'https://git.test/acme/webshop/-/issues/12#note_5';

async function jobWith(answers: Record<string, unknown>, more: Partial<Job> = {}) {
  const project = recordedApi(answers);
  const server = recordedApi({ 'GET /user': { id: 3 } });
  const writer = { project, server, credential: { user: 'oauth2', password: 'x' } };
  const job = await aJob({ request: wanted, writer, ...more });
  const sent = () => project.asked.filter(([what]) => !what.startsWith('GET'));
  return { job, sent };
}

/** Whether a job that is sent this as `ask_claude` is to post one. */
function isWanted(asked: object): boolean {
  const context = JSON.stringify({ ask_claude: { reply: 'note', ...asked } });
  return readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_CONTEXT: context }).acknowledge;
}

describe('a note that says that Claude is at work', () => {
  it('names who asked and the pipeline, and is known by its id', async () => {
    const { job, sent } = await jobWith({ [POST]: { id: 5 } });
    expect(await acknowledge(job)).toBe(5);
    expect(sent()).toEqual([[POST, { body: WORKING }]]);
    expect(WORKING).toMatch(
      /^Claude is working on this\. .*\[pipeline 77\]\(.*\), asked by Devon\.\*$/s,
    );
  });

  it.each([
    ['it is not asked for', { request: { ...wanted, acknowledge: false } }],
    ['no answer is to be posted', { request: { ...wanted, reply: 'none' as const } }],
    ['threads get a reply each', { request: { ...wanted, threads: ['a'] } }],
    ['the pipeline is cancelled already', { cancelled: AbortSignal.abort() }],
    ['there is no token', { writer: null }],
  ])('is not posted where %s', async (_why, more) => {
    const { job, sent } = await jobWith({ [POST]: { id: 5 } }, more);
    expect(await acknowledge(job)).toBeNull();
    expect(sent()).toEqual([]);
  });

  it('is never asked for by a private ask', () => {
    expect(isWanted({ acknowledge: true })).toBe(true);
    expect(isWanted({ acknowledge: 'yes' })).toBe(false);
    expect(isWanted({ acknowledge: true, private: true })).toBe(false);
  });

  it('is told in the log where GitLab refuses it, and nothing else comes of that', async () => {
    const { job } = await jobWith({ [POST]: new Refusal(403) });
    expect(await acknowledge(job)).toBeNull();
    expect(job.lines).toEqual([
      'warning it could not be said that Claude is working: GitLab answered 403',
    ]);
  });

  it('is the one that an earlier try of the job left', async () => {
    const left = { id: 5, body: statusNote('failed', aPlace()), author: { id: 3 } };
    const { job, sent } = await jobWith({
      'GET /issues/12/notes?sort=desc&order_by=created_at&per_page=100': [left],
      [PUT]: { id: 5 },
    });
    expect(await acknowledge(job)).toBe(5);
    expect(sent()).toEqual([[PUT, { body: WORKING }]]);
  });
});

it('that GitLab cannot change into the answer just now is tried again, and no second one is made', async () => {
  const { job, sent } = await jobWith({ [PUT]: new Refusal(502) });
  const reply = await postAnswer(wanted, job.place, job.writer, 'Yes.', 5);
  expect(reply).toEqual({ posted: false, words: 'GitLab answered 502' });
  expect(sent()).toEqual(Array.from({ length: 3 }, () => [PUT, { body: 'Yes.' }]));
});

describe('where no answer comes, that note', () => {
  it.each(['cancelled', 'failed'] as const)('says so: %s', async (status) => {
    const { job, sent } = await jobWith({ [PUT]: { id: 5 } });
    const told = await tellNoAnswer(job, 5, NO_RESULT, status);
    expect(told).toEqual({ ...NO_RESULT, noteUrl: ADDRESS });
    expect(sent()).toEqual([[PUT, { body: statusNote(status, aPlace()) }]]);
  });

  it('is not written anew where it was deleted', async () => {
    const { job, sent } = await jobWith({});
    expect(await tellNoAnswer(job, 5, NO_RESULT, 'failed')).toBe(NO_RESULT);
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ['at once where GitLab refuses', new Refusal(403), 1],
    ['after three tries where GitLab is down', new Refusal(503), 3],
  ])('is told to be left %s', async (_when, refusal, tries) => {
    const { job, sent } = await jobWith({ [PUT]: refusal });
    const { errors } = await tellNoAnswer(job, 5, NO_RESULT, 'failed');
    expect(errors).toEqual([
      `A comment still says that Claude is working: GitLab answered ${refusal.status}`,
    ]);
    expect(sent()).toHaveLength(tries);
  });

  it('is left alone where there is none', async () => {
    const { job, sent } = await jobWith({});
    expect(await tellNoAnswer(job, null, NO_RESULT, 'failed')).toBe(NO_RESULT);
    expect(sent()).toEqual([]);
  });
});
