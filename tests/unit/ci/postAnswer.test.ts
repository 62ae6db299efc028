import { describe, expect, it } from 'vitest';
import { footer } from '../../../ci/noteOf.ts';
import { postAnswer } from '../../../ci/postAnswer.ts';
import { readRequest, type Request } from '../../../ci/request/readRequest.ts';
import { aPlace } from './aPlace.ts';
import { recordedApi, Refusal } from './recordedApi.ts';

const DISCUSSION = 'd'.repeat(40);
const ask: Request = {
  ...readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' }),
  reply: 'note',
};
const threaded: Request = { ...ask, reply: 'thread', discussionId: DISCUSSION };
const LIST = 'GET /issues/12/notes?sort=desc&order_by=created_at&per_page=100';
const THREAD = `/issues/12/discussions/${DISCUSSION}`;
const ADDRESS = 'https://git.test/acme/webshop/-/issues/12#note_5';

async function post(
  request: Request,
  answers: Record<string, unknown>,
  answer = 'Yes.',
  replaces: number | null = null,
) {
  const project = recordedApi(answers);
  const server = recordedApi({ 'GET /user': answers['GET /user'] });
  const reply = await postAnswer(request, aPlace(), { project, server }, answer, replaces);
  const sent = project.asked.filter(([what]) => !what.startsWith('GET'));
  return { reply, sent };
}

describe('an answer', () => {
  it.each([
    ['no reply is wanted', { ...ask, reply: 'none' as const }, 'Yes.'],
    ['nothing was asked about', { ...ask, target: null }, 'Yes.'],
    ['it is empty', ask, ''],
  ])('is not posted where %s', async (_why, request, answer) => {
    expect(await post(request, {}, answer)).toEqual({ reply: null, sent: [] });
  });

  it('is not posted without a token that may', async () => {
    expect(await postAnswer(ask, aPlace(), null, 'Yes.')).toMatchObject({ posted: false });
  });

  it('becomes a comment', async () => {
    expect(await post(ask, { [LIST]: [], 'POST /issues/12/notes': { id: 5 } })).toEqual({
      reply: { posted: true, words: 'commented', url: ADDRESS, noteId: 5 },
      sent: [['POST /issues/12/notes', { body: 'Yes.' }]],
    });
  });

  it('on a merge request, too', async () => {
    const request = { ...ask, target: { type: 'merge_request' as const, iid: 34 } };
    const { reply } = await post(request, { 'POST /merge_requests/34/notes': { id: 6 } });
    expect(reply?.url).toBe('https://git.test/acme/webshop/-/merge_requests/34#note_6');
  });

  it('becomes a reply in the thread', async () => {
    const answers = { [`GET ${THREAD}`]: { notes: [] }, [`POST ${THREAD}/notes`]: { id: 5 } };
    expect(await post(threaded, answers)).toEqual({
      reply: { posted: true, words: 'replied in the thread', url: ADDRESS, noteId: 5 },
      sent: [[`POST ${THREAD}/notes`, { body: 'Yes.' }]],
    });
  });

  it('becomes a comment where the thread is gone, not where GitLab fails', async () => {
    const gone = await post(threaded, { 'POST /issues/12/notes': { id: 5 } });
    expect(gone.reply?.words).toBe('commented');
    const failing = await post(threaded, { [`POST ${THREAD}/notes`]: new Refusal(500) });
    expect(failing).toEqual({
      reply: { posted: false, words: 'GitLab answered 500' },
      sent: [[`POST ${THREAD}/notes`, { body: 'Yes.' }]],
    });
  });

  it('is not posted where GitLab reads it as commands alone and makes no comment', async () => {
    const made = { commands_changes: {}, summary: ['Could not apply close command.'] };
    expect((await post(ask, { 'POST /issues/12/notes': made }, '/close')).reply).toEqual({
      posted: false,
      words: 'GitLab made no comment of it: Could not apply close command.',
    });
  });

  it('that is too long for a note is cut', async () => {
    const { sent } = await post(ask, {}, 'x'.repeat(900_001));
    expect(sent[0]?.[1]).toEqual({ body: 'x'.repeat(900_000) });
  });
});

const secret: Request = { ...ask, isPrivate: true };
const POST = 'POST /issues/12/notes';
const REMOVE = 'DELETE /issues/12/notes/5';
const INTERNAL = [POST, { body: 'Yes.', internal: true }];

describe('a private answer', () => {
  it.each([
    { id: 5, internal: true },
    { id: 5, confidential: true },
  ])('becomes an internal comment, never a reply, and GitLab says so: %j', async (note) => {
    const answers = { [LIST]: [], [POST]: note };
    expect(await post({ ...threaded, isPrivate: true }, answers)).toEqual({
      reply: { posted: true, words: 'commented', url: ADDRESS, noteId: 5 },
      sent: [INTERNAL],
    });
  });

  it.each([
    ['a public one', { id: 5, internal: false, confidential: false }],
    ['one of which it does not say so', { id: 5 }],
  ])('is removed again where GitLab made %s of it', async (_what, note) => {
    const words = 'GitLab made the internal comment a public one, which was removed again';
    expect(await post(secret, { [POST]: note, [REMOVE]: null })).toEqual({
      reply: { posted: false, words },
      sent: [INTERNAL, [REMOVE]],
    });
  });

  it('that became public and stays is told of', async () => {
    const { reply } = await post(secret, { [POST]: { id: 5 }, [REMOVE]: new Refusal(403) });
    expect(reply).toEqual({
      posted: false,
      words:
        'GitLab made the internal comment a public one, which could not be removed: GitLab answered 403',
    });
  });

  it('that GitLab refuses is not posted, and nothing is removed', async () => {
    expect(await post(secret, { [POST]: new Refusal(403) })).toEqual({
      reply: { posted: false, words: 'GitLab answered 403' },
      sent: [INTERNAL],
    });
  });

  it('about a merge request stays in the artifact', async () => {
    const target = { type: 'merge_request' as const, iid: 34 };
    const { reply, sent } = await post({ ...secret, target }, {});
    expect(reply).toEqual({ posted: false, words: 'a private answer stays in the artifact' });
    expect(sent).toEqual([]);
  });
});

describe('a job that runs again', () => {
  const body = `Earlier.\n\n${footer(aPlace())}`;
  const own = { id: 5, body, author: { id: 3 } };
  const user = { 'GET /user': { id: 3 } };

  it('changes its own comment', async () => {
    const notes = [{ id: 9, body: 'Thanks.' }, { ...own, id: 8, author: { id: 4 } }, own];
    const answers = { ...user, [LIST]: notes, 'PUT /issues/12/notes/5': { id: 5 } };
    expect(await post(ask, answers)).toEqual({
      reply: { posted: true, words: 'comment updated', url: ADDRESS, noteId: 5 },
      sent: [['PUT /issues/12/notes/5', { body: 'Yes.' }]],
    });
  });

  it('changes its own reply', async () => {
    const answers = {
      ...user,
      [`GET ${THREAD}`]: { notes: [own] },
      'PUT /issues/12/notes/5': { id: 5 },
    };
    expect((await post(threaded, answers)).reply?.words).toBe('reply updated');
  });

  it('changes its own internal comment by a private answer, never a public one', async () => {
    const internal = { ...own, id: 8, internal: true };
    const answers = { ...user, [LIST]: [own, internal], 'PUT /issues/12/notes/8': internal };
    expect((await post(secret, answers)).sent).toEqual([
      ['PUT /issues/12/notes/8', { body: 'Yes.' }],
    ]);
    const open = { ...user, [LIST]: [own], [POST]: { id: 9, internal: true } };
    expect((await post(secret, open)).sent).toEqual([INTERNAL]);
  });

  it.each([
    ['somebody else wrote', [{ ...own, author: { id: 4 } }], user],
    ['another pipeline left', [{ ...own, body: body.replace('77', '78') }], user],
    ['has no author', [{ id: 5, body }], {}],
    ['has no id', [{ ...own, id: '5' }], user],
  ])('changes no comment that %s', async (_which, notes, who) => {
    const answers = { ...who, [LIST]: notes, 'POST /issues/12/notes': { id: 6 } };
    expect((await post(ask, answers)).reply?.words).toBe('commented');
  });
});

describe('a note that says that Claude is at work', () => {
  const PUT = 'PUT /issues/12/notes/5';
  const CHANGED = [PUT, { body: 'Yes.' }];

  it.each([
    ['a comment', ask],
    ['a reply', threaded],
  ])('becomes the answer: %s', async (_what, request) => {
    expect(await post(request, { [PUT]: { id: 5 } }, 'Yes.', 5)).toEqual({
      reply: { posted: true, words: 'comment updated', url: ADDRESS, noteId: 5 },
      sent: [CHANGED],
    });
  });

  it.each([
    ['was deleted', 404],
    ['is out of reach', 403],
  ])('that %s leaves the answer to be posted anew, once', async (_why, status) => {
    const answers = { [PUT]: new Refusal(status), [POST]: { id: 6 } };
    const { reply, sent } = await post(ask, answers, 'Yes.', 5);
    expect(reply?.url).toContain('#note_6');
    expect(sent).toEqual([CHANGED, [POST, { body: 'Yes.' }]]);
    const inThread = await post(
      threaded,
      { ...answers, [`POST ${THREAD}/notes`]: { id: 7 } },
      'Yes.',
      5,
    );
    expect(inThread.sent).toEqual([CHANGED, [`POST ${THREAD}/notes`, { body: 'Yes.' }]]);
  });
});

describe('a locked discussion', () => {
  const refused = { [POST]: new Refusal(403) };

  it('is the reason that is told where GitLab refuses what is no member’s', async () => {
    const { reply, sent } = await post(ask, {
      ...refused,
      'GET /issues/12': { discussion_locked: true },
    });
    expect(reply?.words).toMatch(/^the discussion is locked.* add it to the members, or unlock/);
    expect(sent).toHaveLength(1);
  });

  it.each([null, false])('is no reason where it is none: %s', async (locked) => {
    const page = { 'GET /issues/12': { discussion_locked: locked } };
    const { reply } = await post(ask, { ...refused, ...page });
    expect(reply?.words).toBe('GitLab answered 403');
  });
});
