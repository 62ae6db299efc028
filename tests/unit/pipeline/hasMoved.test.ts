import { expect, test } from 'vitest';
import { hasMoved } from '../../../utils/pipeline/hasMoved.ts';
import {
  aBranch,
  aMergeRequest,
  aProject,
  issuePage,
  mergeRequestPage,
} from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

const gitLab = fakeGitLab({
  project: async () => ok(aProject()),
  branch: async (_, name) => ok(aBranch(name)),
  mergeRequest: async () => ok(aMergeRequest({ sha: 'new' })),
});
const main = aBranch('main').commit.id;

test.each([
  ['the default branch is where it was', issuePage, main, false],
  ['the default branch moved on', issuePage, 'old', true],
  ['the merge request has no new commits', mergeRequestPage, 'new', false],
  ['the merge request has other commits', mergeRequestPage, 'old', true],
])('%s', async (_, page, head, expected) => {
  expect(await hasMoved(gitLab, 5, page, head)).toBe(expected);
});

test('what cannot be read counts as it was', async () => {
  const unread = fakeGitLab({ project: async () => fails('network') });
  expect(await hasMoved(unread, 5, issuePage, 'old')).toBe(false);
});
