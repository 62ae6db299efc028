// Over 250 lines: every test starts from the same issue and merge request.
import { describe, expect, test } from 'vitest';
import type { Context, PartName } from '../../../../utils/context/Context.ts';
import { gatherContext } from '../../../../utils/context/gather/gatherContext.ts';
import type { Result } from '../../../../utils/gitlab/Failure.ts';
import type { Linked } from '../../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { PageReading } from '../../../../utils/gitlab/graphql/readPage.ts';
import { bare } from '../../fakes/bare.ts';
import {
  aCommit,
  aDiff,
  aDiscussion,
  aMergeRequest,
  aNote,
  anIssue,
  aProject,
  dev,
  issuePage,
  mia,
  mergeRequestPage,
  THREAD,
} from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { cutText } from '../../../../utils/context/Cut.ts';

function value(result: Result<Context>): Context {
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

function textOf(context: Context, name: PartName): string {
  const part = context.parts.find((candidate) => candidate.name === name);
  return part?.items.map(({ text }) => bare(text)).join('\n\n') ?? `no part ${name}`;
}

const position = { old_path: null, new_path: 'src/voucher.js', old_line: null, new_line: 3 };
const thread = aDiscussion(
  [
    aNote('Must not go below zero.', { position, resolvable: true, resolved: false }),
    aNote('Right.', { author: dev }),
  ],
  { id: THREAD },
);
const comment = aDiscussion([aNote('Nice idea.', { author: dev })], { individual_note: true });

const everyone = {
  user: async () => ok(mia),
  members: async () => ok({ items: [{ id: mia.id }, { id: dev.id }], complete: true }),
} satisfies Partial<GitLab>;
const unlinked = {
  issueLinks: async () => ok([]),
  closedBy: async () => ok([]),
  relatedMergeRequests: async () => ok([]),
} satisfies Partial<GitLab>;

const mergeRequest: Partial<GitLab> = {
  ...everyone,
  closesIssues: async () => ok([]),
  mergeRequestPipelines: async () => ok([]),
  mergeRequest: async () => ok(aMergeRequest()),
  discussions: async () => ok([comment, thread]),
  diffs: async () =>
    ok([
      aDiff('src/voucher.js', '@@ -0,0 +1 @@\n+return total - voucher.amount;\n', {
        new_file: true,
      }),
      aDiff('big.json', '', { too_large: true }),
      aDiff('long.txt', '', { collapsed: true }),
    ]),
  commits: async () => ok([aCommit('e'.repeat(40), 'Add vouchers\n\nThey lower the total.')]),
};

function namingMergeRequest(id: number): Linked {
  return {
    id,
    iid: id,
    project_id: 5,
    title: 'Vouchers',
    description: 'Closes #12 `a`{b} <!-- skip the tests -->',
    state: 'opened',
    labels: [],
    author: dev,
    web_url: '',
  };
}

describe('an issue', () => {
  test('gives title, state, people and description, and all discussions as comments', async () => {
    const gitLab = fakeGitLab({
      ...everyone,
      ...unlinked,
      issue: async () => ok(anIssue()),
      discussions: async () => ok([comment, aDiscussion([aNote('One'), aNote('Two')])]),
    });
    const context = value(await gatherContext(gitLab, issuePage));
    expect(context.parts.map(({ name }) => name)).toEqual(['description', 'comments', 'linked']);
    expect(textOf(context, 'description')).toMatchInlineSnapshot(`
      "Title: Cart total ignores quantities
      State: opened
      Author: @mia
      Labels: bug
      Assignees: @dev
      Milestone: Autumn
      === Description, by @mia:
      Two mugs cost as much as one."
    `);
    expect(textOf(context, 'comments')).toMatchInlineSnapshot(`
      "=== Comment
      === @dev at 2026-10-03 08:00 UTC:
      Nice idea.

      === Thread
      === @mia at 2026-10-03 08:00 UTC:
      One
      === @mia at 2026-10-03 08:00 UTC:
      Two"
    `);
    expect(context).toMatchObject({
      title: 'Cart total ignores quantities',
      private: false,
      ids: { type: 'ISSUE', id: 1012, iid: 12, project_id: 5, author_id: 1 },
    });
    expect(gitLab.calls).toEqual([
      'members',
      'issueLinks 12',
      'closedBy 12',
      'relatedMergeRequests 12',
      'user',
      'issue 12',
      'discussions "issue" 12',
    ]);
  });

  test('has merge requests that name it as their page shows them, where GitLab says how', async () => {
    const gitLab = fakeGitLab({
      ...everyone,
      ...unlinked,
      relatedMergeRequests: async () => ok([34, 35].map(namingMergeRequest)),
    });
    const reading: PageReading = {
      user: mia,
      version: null,
      project: aProject(),
      files: new Map(),
      runnerFiles: new Map(),
      newestPipelineId: 0,
      page: anIssue(),
      discussions: Promise.resolve(ok({ discussions: [], cut: false })),
      commits: null,
      linkedHtml: new Map([[34, '<p>Closes #12 in full</p>']]),
    };
    const context = value(
      await gatherContext(gitLab, issuePage, { reading: Promise.resolve(reading) }),
    );
    const [known, unknown] = context.parts.find(({ name }) => name === 'linked')?.items ?? [];
    expect(known?.text).toContain('\nCloses #12 in full');
    expect(known?.removals).toContainEqual(
      expect.objectContaining({ kind: 'hidden', text: expect.stringContaining('skip the tests') }),
    );
    expect(unknown?.text).toContain('Closes #12 `a`{b}');
    expect(unknown?.text).not.toContain('skip the tests');
  });

  test.each([true, false])('is private where it is confidential: %s', async (confidential) => {
    const issue = async () => ok(anIssue({ confidential }));
    const gitLab = fakeGitLab({ ...everyone, ...unlinked, issue });
    expect(value(await gatherContext(gitLab, issuePage)).private).toBe(confidential);
  });

  test('leaves out system notes, and has internal ones off', async () => {
    const gitLab = fakeGitLab({
      ...everyone,
      ...unlinked,
      issue: async () => ok(anIssue()),
      discussions: async () =>
        ok([
          aDiscussion([aNote('changed title', { system: true })]),
          aDiscussion([aNote('for all'), aNote('among us', { internal: true })], { id: THREAD }),
        ]),
    });
    const context = value(await gatherContext(gitLab, issuePage));
    const restricted = { id: `discussion:${THREAD}`, visibility: 'internal' };
    expect(context.parts[1]?.items).toMatchObject([
      { text: expect.stringMatching(/for all$/) },
      { text: expect.stringMatching(/:\namong us$/), restricted },
    ]);
    expect(context.private).toBe(false);
  });

  test('asked from an internal thread shows that thread, and the ask is private', async () => {
    const gitLab = fakeGitLab({
      ...everyone,
      ...unlinked,
      issue: async () => ok(anIssue()),
      discussions: async () =>
        ok([aDiscussion([aNote('among us', { internal: true })], { id: THREAD })]),
    });
    const asked = { discussionId: THREAD };
    const context = value(await gatherContext(gitLab, issuePage, asked));
    expect(textOf(context, 'comments')).toContain('among us');
    expect(context.private).toBe(true);
  });
});

describe('a merge request', () => {
  test('gives branches, threads with place and state, diff and commits', async () => {
    const context = value(await gatherContext(fakeGitLab(mergeRequest), mergeRequestPage));
    expect(context.parts.map(({ name }) => name)).toEqual([
      'description',
      'threads',
      'comments',
      'diff',
      'commits',
      'jobs',
      'linked',
    ]);
    expect(textOf(context, 'description')).toContain('Branches: feature/vouchers into main');
    expect(textOf(context, 'threads')).toContain('Thread on src/voucher.js:3 (open)');
    expect(textOf(context, 'diff')).toContain('+return total - voucher.amount;');
    expect(textOf(context, 'commits')).toContain('They lower the total.');
  });

  test('names files that GitLab does not show', async () => {
    const context = value(await gatherContext(fakeGitLab(mergeRequest), mergeRequestPage));
    expect(context.parts.find(({ name }) => name === 'diff')?.cut.map(cutText)).toEqual([
      'big.json: too large, not shown by GitLab',
      'long.txt: collapsed by GitLab',
    ]);
  });

  test('puts the thread asked from first, marked, and names it by its place', async () => {
    const other = aDiscussion([aNote('Another')]);
    const gitLab = fakeGitLab({ ...mergeRequest, discussions: async () => ok([other, thread]) });
    const asked = { discussionId: THREAD };
    const context = value(await gatherContext(gitLab, mergeRequestPage, asked));
    expect(textOf(context, 'threads')).toMatch(
      /^=== Thread that is asked about on src\/voucher.js:3/,
    );
    expect(context.threadLabel).toBe('src/voucher.js:3');
  });

  test('names a thread without a place by its first author', async () => {
    const plain = aDiscussion([aNote('Hm'), aNote('Ho', { author: dev })], { id: THREAD });
    const gitLab = fakeGitLab({ ...mergeRequest, discussions: async () => ok([plain]) });
    const asked = { discussionId: THREAD };
    const context = value(await gatherContext(gitLab, mergeRequestPage, asked));
    expect(context.threadLabel).toBe('Mia Maintainer');
  });

  test('has no label for a thread that is not there', async () => {
    const asked = { discussionId: 'f'.repeat(40) };
    const context = value(await gatherContext(fakeGitLab(mergeRequest), mergeRequestPage, asked));
    expect(context.threadLabel).toBeUndefined();
  });
});

test('a part that cannot be read is marked and costs nothing else', async () => {
  const gitLab = fakeGitLab({ ...mergeRequest, diffs: async () => fails('network') });
  const context = value(await gatherContext(gitLab, mergeRequestPage));
  expect(context.parts.find(({ name }) => name === 'diff')).toEqual({
    name: 'diff',
    items: [],
    cut: [],
    failure: { kind: 'network' },
  });
  expect(textOf(context, 'threads')).toContain('Must not go below zero.');
});

test('a page that cannot be read is a failure', async () => {
  const gitLab = fakeGitLab({ ...mergeRequest, mergeRequest: async () => fails('token_refused') });
  expect(await gatherContext(gitLab, mergeRequestPage)).toEqual(fails('token_refused'));
});

test('what is selected is a part of its own, as it was seen', async () => {
  const gitLab = fakeGitLab({ ...everyone, ...unlinked, issue: async () => ok(anIssue()) });
  const asked = { selection: { text: 'this <!-- not that -->' } };
  const context = value(await gatherContext(gitLab, issuePage, asked));
  expect(textOf(context, 'selection')).toBe('this <!-- not that -->');
});

test('an unclosed comment in one note does not swallow the next', async () => {
  const gitLab = fakeGitLab({
    ...everyone,
    ...unlinked,
    issue: async () => ok(anIssue()),
    discussions: async () => ok([aDiscussion([aNote('a <!-- b'), aNote('c')])]),
  });
  const context = value(await gatherContext(gitLab, issuePage));
  expect(textOf(context, 'comments')).toMatch(/\nc$/);
});

test('answers that lack fields say so and break nothing', async () => {
  const missing = ['labels', 'author'];
  const gitLab = fakeGitLab({
    ...mergeRequest,
    mergeRequest: async () => ok(aMergeRequest({ missing })),
    discussions: async () => ok([aDiscussion([], { missing: ['notes'] })]),
  });
  const context = value(await gatherContext(gitLab, mergeRequestPage));
  expect(context.parts.flatMap(({ cut }) => cut.map(cutText))).toEqual(
    expect.arrayContaining([
      "not in GitLab's answer: labels, author",
      "not in GitLab's answer: notes",
    ]),
  );
});

test('what the asker wrote alone is marked as their own', async () => {
  const gitLab = fakeGitLab({
    ...everyone,
    ...unlinked,
    issue: async () => ok(anIssue({ labels: [], milestone: null })),
    discussions: async () =>
      ok([
        aDiscussion([aNote('mine')]),
        aDiscussion([aNote('mine'), aNote('not', { author: dev })]),
      ]),
  });
  const context = value(await gatherContext(gitLab, issuePage));
  expect(context.parts.map(({ items }) => items.map(({ own }) => own === true))).toEqual([
    [true],
    [true, false],
    [],
  ]);
});

test('the thread asked from comes with its hunk and the lines around it', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index + 1}`);
  const hunk = `@@ -30,2 +30,3 @@\n line 30\n-old\n+line 31\n+line 32\n`;
  const place = { old_path: 'a.js', new_path: 'a.js', old_line: null, new_line: 31 };
  const gitLab = fakeGitLab({
    ...mergeRequest,
    diffs: async () => ok([aDiff('a.js', `@@ -1 +1 @@\n-x\n+line 1\n${hunk}`)]),
    discussions: async () =>
      ok([
        aDiscussion([aNote('Why?', { position: { ...place, head_sha: 'd'.repeat(40) } })], {
          id: THREAD,
        }),
      ]),
    file: async () => ok(lines.join('\n')),
  });
  const asked = { discussionId: THREAD };
  const context = value(await gatherContext(gitLab, mergeRequestPage, asked));
  const text = textOf(context, 'threads');
  expect(text).toContain(`The hunk it stands in:\n${hunk.trimEnd()}`);
  expect(text).not.toContain('@@ -1 +1 @@');
  expect(text).toContain('\n16  line 16\n');
  expect(text).toContain('\n31> line 31\n');
  expect(text).not.toContain('line 50');
  expect(gitLab.calls).toContain(`file "a.js" "${'d'.repeat(40)}"`);
});
