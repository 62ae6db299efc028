import { describe, expect, test } from 'vitest';
import { gatherContext } from '../../../../utils/context/gather/gatherContext.ts';
import type { GatherOptions } from '../../../../utils/context/gather/GatherOptions.ts';
import type { DiffPosition } from '../../../../utils/context/describe/hunks.ts';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { PageReading } from '../../../../utils/gitlab/graphql/readPage.ts';
import {
  aCommit,
  aDiff,
  aDiscussion,
  aMergeRequest,
  anIssue,
  aNote,
  aProject,
  mergeRequestPage,
  THREAD,
} from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'd'.repeat(40);

const answers: Partial<GitLab> = {
  mergeRequest: async () => ok(aMergeRequest()),
  diffs: async () => ok([aDiff('a.js', '@@ -1 +1,2 @@\n-old\n+one\n+two\n')]),
  commits: async () => ok([aCommit('e'.repeat(40), 'By REST')]),
  closesIssues: async () => ok([]),
};

async function gathered(more: Partial<GitLab> = {}, asked: GatherOptions = {}) {
  const gitLab = fakeGitLab({ ...answers, ...more });
  const context = await gatherContext(gitLab, mergeRequestPage, asked);
  if (!context.ok) throw new Error(context.failure.kind);
  const { parts, ids } = context.value;
  const part = (wanted: string) => parts.find(({ name }) => name === wanted);
  const text = (name: string) =>
    part(name)
      ?.items.map((item) => item.text)
      .join('\n') ?? '';
  return { part, text, ids, calls: gitLab.calls };
}

test('a merge request is known by its ids, those of its branches’ projects among them', async () => {
  const fork = aMergeRequest({ source_project_id: 77, sha: HEAD });
  expect((await gathered({ mergeRequest: async () => ok(fork) })).ids).toEqual({
    id: 2034,
    iid: 34,
    project_id: 5,
    author_id: 2,
    sha: HEAD,
    source_project_id: 77,
    target_project_id: 5,
  });
});

test('the issues that it closes are told as such', async () => {
  const { text } = await gathered({ closesIssues: async () => ok([anIssue()]) });
  expect(text('linked')).toMatch(/Issue #12 \(closed by this.*Cart total ignores quantities/s);
});

test('commits that one question told are not asked for again', async () => {
  const reading: PageReading = {
    user: null,
    version: null,
    project: aProject(),
    files: new Map(),
    runnerFiles: new Map(),
    newestPipelineId: 0,
    newestPipeline: null,
    page: aMergeRequest(),
    discussions: Promise.resolve(ok({ discussions: [], cut: false })),
    commits: [aCommit('f'.repeat(40), 'By GraphQL')],
  };
  const told = await gathered({}, { reading: Promise.resolve(reading) });
  expect(told.text('commits')).toContain('By GraphQL');
  expect(told.calls.join()).not.toContain('commits');
  const untold = { ...reading, commits: null };
  const asked = await gathered({}, { reading: Promise.resolve(untold) });
  expect(asked.text('commits')).toContain('By REST');
});

test('discussions that cannot be read cost nothing else, even asked from a thread', async () => {
  const unreadable = { discussions: async () => fails('network') };
  const { part, text } = await gathered(unreadable, { discussionId: THREAD });
  expect(part('threads')?.failure).toEqual({ kind: 'network' });
  expect(text('diff')).toContain('+two');
});

const askedAt = (position: DiffPosition, more: Partial<GitLab> = {}) =>
  gathered(
    {
      discussions: async () => ok([aDiscussion([aNote('Why?', { position })], { id: THREAD })]),
      file: async () => ok('the first line\nthe second line'),
      ...more,
    },
    { discussionId: THREAD },
  );

describe('asked from a thread', () => {
  test('at a line that is gone, the file is shown as it was before', async () => {
    const { text, calls } = await askedAt({
      old_path: 'old.js',
      new_path: 'a.js',
      old_line: 1,
      new_line: null,
      base_sha: BASE,
      head_sha: HEAD,
    });
    expect(calls).toContain(`file "old.js" "${BASE}"`);
    expect(text('threads')).toContain('The file around line 1, at commit bbbbbbbbbbbb');
    expect(text('threads')).toContain('1> the first line');
  });

  test('at a file that cannot be read, the hunk stands alone', async () => {
    const place = {
      old_path: 'a.js',
      new_path: 'a.js',
      old_line: null,
      new_line: 2,
      head_sha: HEAD,
    };
    const { text } = await askedAt(place, { file: async () => fails('not_found') });
    expect(text('threads')).toContain('The hunk it stands in:\n@@ -1 +1,2 @@');
    expect(text('threads')).not.toContain('The file around');
  });

  test('at a file that is not in the diff any more, the lines stand alone', async () => {
    const place = {
      old_path: 'b.js',
      new_path: 'b.js',
      old_line: null,
      new_line: 2,
      head_sha: HEAD,
    };
    const { text } = await askedAt(place);
    expect(text('threads')).not.toContain('The hunk');
    expect(text('threads')).toContain('2> the second line');
  });

  test('where the commit is not told, no file is read', async () => {
    const place = { old_path: 'a.js', new_path: 'a.js', old_line: null, new_line: 2 };
    expect((await askedAt(place)).calls.join()).not.toContain('file ');
  });

  test('without a place in the diff, no file is read', async () => {
    const plain = { discussions: async () => ok([aDiscussion([aNote('Hm')], { id: THREAD })]) };
    const { calls, text } = await gathered(plain, { discussionId: THREAD });
    expect(calls.join()).not.toContain('file ');
    expect(text('threads')).not.toContain('The hunk');
  });
});
