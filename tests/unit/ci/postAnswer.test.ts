import { expect, it } from 'vitest';
import { postAnswer } from '../../../ci/postAnswer.ts';
import { readRequest } from '../../../ci/readRequest.ts';
import { fakeApi, PLACE, refusal } from './fakeApi.ts';

const LIST = 'GET /issues/2/notes?sort=desc&order_by=created_at&per_page=100';
const FOOTER = `---\n*Claude Code in a CI job of [pipeline 1](${PLACE.pipelineUrl}).*`;

const asked = readRequest({
  AI_FLOW_INPUT: 'x',
  AI_FLOW_RESOURCE: 'issue/2',
  AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: { reply: 'note', private: true } }),
});

function writerWith(answers: Record<string, object>) {
  const project = fakeApi({ [LIST]: { ok: true, body: [] }, ...answers });
  const server = fakeApi({ 'GET /user': { id: 7 } }).api;
  return { project, writer: { project: project.api, server } };
}

it('takes an internal comment for posted once GitLab says that it is internal', async () => {
  const { writer } = writerWith({ 'POST /issues/2/notes': { id: 134, internal: true } });
  const reply = await postAnswer(asked, PLACE, writer, 'Secret.');
  expect(reply).toMatchObject({ posted: true, url: expect.stringContaining('#note_134') });
});

it.each([
  ['a public one', { id: 134, internal: false }],
  ['one of which it does not say so', { id: 134 }],
])('removes the comment again where GitLab made it %s', async (_what, note) => {
  const { project, writer } = writerWith({
    'POST /issues/2/notes': note,
    'DELETE /issues/2/notes/134': { ok: true, body: null },
  });
  const reply = await postAnswer(asked, PLACE, writer, 'Secret.');
  expect(reply).toMatchObject({ posted: false, words: expect.stringContaining('removed again') });
  expect(project.calls()).toContain('DELETE /issues/2/notes/134');
});

it('says so where the public comment cannot be removed', async () => {
  const { writer } = writerWith({
    'POST /issues/2/notes': { id: 134, internal: false },
    'DELETE /issues/2/notes/134': refusal(403, '{"message":"403 Forbidden"}'),
  });
  const reply = await postAnswer(asked, PLACE, writer, 'Secret.');
  expect(reply).toMatchObject({ posted: false, words: expect.stringContaining('not be removed') });
});

it('writes a private answer into no earlier comment that is public', async () => {
  const mine = { id: 9, body: FOOTER, author: { id: 7 } };
  const { project, writer } = writerWith({
    [LIST]: { ok: true, body: [mine] },
    'POST /issues/2/notes': { id: 134, internal: true },
  });
  await postAnswer(asked, PLACE, writer, 'Secret.');
  expect(project.calls()).not.toContain('PUT /issues/2/notes/9');
});

it('takes a comment that GitLab read as commands alone for not posted', async () => {
  const { writer } = writerWith({
    'POST /issues/2/notes': { commands_changes: {}, summary: ['Could not apply close command.'] },
  });
  const open = { ...asked, isPrivate: false };
  const reply = await postAnswer(open, PLACE, writer, '/close');
  expect(reply).toEqual({
    posted: false,
    words: 'GitLab made no comment of it: Could not apply close command.',
  });
});
