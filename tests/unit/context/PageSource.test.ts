import { describe, expect, test } from 'vitest';
import {
  askOfProject,
  discussionsOf,
  pageIssue,
  pageMergeRequest,
} from '../../../utils/context/PageSource.ts';
import type { Discussion } from '../../../utils/gitlab/entities.ts';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab, ProjectRef } from '../../../utils/gitlab/GitLab.ts';
import type { PageReading } from '../../../utils/gitlab/graphql/readPage.ts';
import {
  aDiscussion,
  aMergeRequest,
  aNote,
  anIssue,
  aProject,
  issuePage,
  mergeRequestPage,
} from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const read = (more: Partial<PageReading> = {}): PageReading => ({
  user: null,
  version: null,
  project: aProject(),
  files: new Map(),
  runnerFiles: new Map(),
  newestPipelineId: 0,
  page: anIssue(),
  discussions: Promise.resolve(ok({ discussions: [], cut: false })),
  commits: null,
  ...more,
});
function sourceOf(
  reading: PageReading | null,
  answers: Partial<GitLab> = {},
  projectId?: Promise<number | null>,
) {
  const gitLab = fakeGitLab(answers);
  return {
    gitLab,
    page: issuePage,
    reading: Promise.resolve(reading),
    ...(projectId && { projectId }),
  };
}

/** The projects that were asked for, where each answers with this failure, or with none. */
const asked = async (
  failure: Failure | null,
  projectId?: Promise<number | null>,
): Promise<ProjectRef[]> => {
  const projects: ProjectRef[] = [];
  await askOfProject(sourceOf(null, {}, projectId), async (project) => {
    projects.push(project);
    return failure === null ? ok(1) : { ok: false, failure };
  });
  return projects;
};

const told = (discussions: Result<{ discussions: Discussion[]; cut: boolean }>) =>
  read({ discussions: Promise.resolve(discussions) });

describe('a project', () => {
  const path = issuePage.projectPath;

  test('is asked for by its path, and by its id where that leads nowhere', async () => {
    expect(await asked(null, Promise.resolve(5))).toEqual([path]);
    expect(await asked({ kind: 'not_found' }, Promise.resolve(5))).toEqual([path, 5]);
    expect(await asked({ kind: 'network', reason: 'redirect' }, Promise.resolve(5))).toEqual([
      path,
      5,
    ]);
  });

  test('is asked for once where the answer is another, or the id is not known', async () => {
    expect(await asked({ kind: 'forbidden' }, Promise.resolve(5))).toEqual([path]);
    expect(await asked({ kind: 'not_found' }, Promise.resolve(null))).toEqual([path]);
    expect(await asked({ kind: 'not_found' })).toEqual([path]);
  });
});

describe('a page that one question told', () => {
  test('is not asked for again', async () => {
    const issue = sourceOf(read());
    expect(await pageIssue(issue)).toEqual(ok(anIssue()));
    const mergeRequest = sourceOf(read({ page: aMergeRequest() }));
    expect(await pageMergeRequest(mergeRequest)).toEqual(ok(aMergeRequest()));
    expect([...issue.gitLab.calls, ...mergeRequest.gitLab.calls]).toEqual([]);
  });

  test('is asked for by REST where it was not told, or is of the other kind', async () => {
    const answers: Partial<GitLab> = {
      issue: async () => ok(anIssue({ title: 'by REST' })),
      mergeRequest: async () => ok(aMergeRequest({ title: 'by REST' })),
    };
    for (const reading of [null, read({ page: aMergeRequest() })])
      expect(await pageIssue(sourceOf(reading, answers))).toMatchObject({
        value: { title: 'by REST' },
      });
    for (const reading of [null, read()])
      expect(
        await pageMergeRequest({ ...sourceOf(reading, answers), page: mergeRequestPage }),
      ).toMatchObject({ value: { title: 'by REST' } });
  });
});

describe('discussions', () => {
  const withHtml = aNote('one', { id: 1, body_html: '<p>one</p>' });
  const listed: Discussion[] = [
    aDiscussion([aNote('one', { id: 1 }), aNote('two', { id: 2 })], { id: 'x' }),
  ];
  const rest: Partial<GitLab> = { discussions: async () => ok(listed) };

  test('that were told in whole are not asked for again', async () => {
    const source = sourceOf(told(ok({ discussions: [aDiscussion([withHtml])], cut: false })), rest);
    expect(await discussionsOf(source)).toEqual(ok([aDiscussion([withHtml])]));
    expect(source.gitLab.calls).toEqual([]);
  });

  test('that were cut come by REST, with the HTML that is known', async () => {
    const source = sourceOf(told(ok({ discussions: [aDiscussion([withHtml])], cut: true })), rest);
    const [discussion, ...others] = await discussionsOf(source).then((answer) =>
      answer.ok ? answer.value : [],
    );
    expect(others).toEqual([]);
    expect(discussion).toEqual({ ...listed[0], notes: [withHtml, aNote('two', { id: 2 })] });
  });

  test('that GraphQL does not tell come by REST; where GitLab is asked too often nothing more is', async () => {
    for (const reading of [null, told(fails('network'))])
      expect(await discussionsOf(sourceOf(reading, rest))).toEqual(ok(listed));
    const limited = sourceOf(told(fails('rate_limited')), rest);
    expect(await discussionsOf(limited)).toEqual(fails('rate_limited'));
    expect(limited.gitLab.calls).toEqual([]);
  });

  test('that cannot be listed in whole are a failure', async () => {
    const source = sourceOf(told(ok({ discussions: [], cut: true })), {
      discussions: async () => fails('network'),
    });
    expect(await discussionsOf(source)).toEqual(fails('network'));
  });
});
