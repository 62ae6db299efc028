import { expect, test } from 'vitest';
import type { Query } from '../../../../utils/gitlab/graphql/createQuerySender.ts';
import { askForPage } from '../../../../utils/gitlab/graphql/readPage.ts';

const QUESTION = {
  projectPath: 'acme/webshop',
  iid: 12,
  files: ['.gitlab-ci.yml'],
  runner: { branch: 'ask-claude', files: ['.gitlab-ci.yml'] },
} as const;
const MIA = { id: 'gid://gitlab/User/3', username: 'mia', name: 'Mia' };

const note = (id: string, body: string) => ({
  id: `gid://gitlab/${id}`,
  system: false,
  internal: false,
  createdAt: '2026-10-01T10:00:00Z',
  author: MIA,
  body,
  bodyHtml: `<p>${body}</p>`,
  resolvable: false,
  resolved: false,
});
const discussion = (digit: string, id: string) => ({
  id: `gid://gitlab/Discussion/${digit.repeat(40)}`,
  notes: { pageInfo: { hasNextPage: false }, nodes: [note(id, `Note ${digit}`)] },
});
const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});

const issue = {
  id: 'gid://gitlab/Issue/70',
  iid: '12',
  projectId: 5,
  title: 'Cart total',
  titleHtml: 'Cart total',
  description: 'Two <!-- x --> mugs',
  descriptionHtml: '<p>Two  mugs</p>',
  state: 'opened',
  author: MIA,
  labels: { nodes: [{ title: 'bug' }] },
  milestone: null,
  createdAt: '2026-10-01T09:00:00Z',
  updatedAt: '2026-10-01T10:00:00Z',
  confidential: false,
  dueDate: '2026-12-24T00:00:00Z',
};
const project = {
  id: 'gid://gitlab/Project/5',
  fullPath: 'acme/webshop',
  archived: false,
  jobsEnabled: true,
  maxAccessLevel: { integerValue: 30 },
  ciCdSettings: null,
  repository: {
    rootRef: 'main',
    empty: false,
    blobs: { nodes: [{ path: '.gitlab-ci.yml', rawBlob: 'test: {}' }] },
  },
};

/** Answers the queries in turn, parsed as they ask for it; throws where an answer does not fit. */
function answering(...answers: unknown[]) {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const ask = async <Value>({ variables, answer }: Query<Value>) => {
    asked.push(variables);
    return { ok: true, value: answer.parse(answers.shift()) } as const;
  };
  return { ask, asked };
}

test('project, item, files and discussions come with one question, in the shapes of REST', async () => {
  const item = {
    ...issue,
    discussions: page([discussion('a', 'Note/1'), discussion('b', 'DiscussionNote/2')]),
  };
  const { ask, asked } = answering({ currentUser: MIA, project: { ...project, issue: item } });
  const result = await askForPage(ask, { ...QUESTION, type: 'issue' });
  expect(asked).toHaveLength(1);
  expect(result).toMatchObject({
    ok: true,
    value: {
      user: { id: 3, username: 'mia' },
      project: {
        id: 5,
        default_branch: 'main',
        jobs_enabled: true,
        permissions: { project_access: { access_level: 30 } },
      },
      page: {
        id: 70,
        iid: 12,
        labels: ['bug'],
        due_date: '2026-12-24',
        description_html: '<p>Two  mugs</p>',
      },
    },
  });
  expect(result.ok && (await result.value.discussions)).toMatchObject({
    value: {
      cut: false,
      discussions: [
        {
          id: 'a'.repeat(40),
          individual_note: true,
          notes: [{ id: 1, body_html: '<p>Note a</p>' }],
        },
        { id: 'b'.repeat(40), individual_note: false, notes: [{ id: 2 }] },
      ],
    },
  });
  expect(result.ok && [...result.value.files]).toEqual([['.gitlab-ci.yml', 'test: {}']]);
});

test('GitLab’s HTML of the merge requests that name an issue comes with it, of those that may be seen', async () => {
  const nodes = [
    { id: 'gid://gitlab/MergeRequest/34', descriptionHtml: '<p>Closes</p>' },
    null,
    { id: 'gid://gitlab/MergeRequest/35', descriptionHtml: null },
  ];
  const item = { ...issue, relatedMergeRequests: { nodes }, discussions: page([]) };
  const { ask } = answering({ project: { ...project, issue: item } });
  const result = await askForPage(ask, { ...QUESTION, type: 'issue' });
  expect(result.ok && [...(result.value.linkedHtml ?? [])]).toEqual([[34, '<p>Closes</p>']]);
});

test('more discussions are read by cursor', async () => {
  const item = { ...issue, discussions: page([discussion('a', 'Note/1')], 'next') };
  const { ask, asked } = answering(
    { project: { ...project, issue: item } },
    { project: { issue: { discussions: page([discussion('b', 'Note/2')]) } } },
  );
  const result = await askForPage(ask, { ...QUESTION, type: 'issue' });
  const discussions = result.ok && (await result.value.discussions);
  expect(asked.map(({ after }) => after)).toEqual([null, 'next']);
  expect(discussions).toMatchObject({ value: { discussions: [{}, { id: 'b'.repeat(40) }] } });
});

test.each([
  ['the project', { project: null }, 'acme/webshop'],
  ['the item', { project: { ...project, repository: null, issue: null } }, 'issue/12'],
])('%s that the user may not see is not found', async (_, answer, subject) => {
  const result = await askForPage(answering(answer).ask, { ...QUESTION, type: 'issue' });
  expect(result).toEqual({ ok: false, failure: { kind: 'not_found', subject } });
});
