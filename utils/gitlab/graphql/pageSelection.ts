import type { PageType } from '../../page/PageRef.ts';
import type { Selection } from './Selection.ts';

/** Discussions of the first answer; more come by cursor. */
export const DISCUSSIONS_AT_ONCE = 100;

const USER: Selection = { id: true, username: true, name: true };

const NOTE: Selection = {
  id: true,
  system: true,
  internal: true,
  createdAt: true,
  author: USER,
  body: true,
  bodyHtml: true,
  resolvable: true,
  resolved: true,
};

const POSITION: Selection = { newPath: true, oldPath: true, newLine: true, oldLine: true };

const NOTEABLE: Selection = {
  id: true,
  iid: true,
  projectId: true,
  title: true,
  titleHtml: true,
  description: true,
  descriptionHtml: true,
  state: true,
  author: USER,
  'assignees(first:20)': { nodes: USER },
  'labels(first:50)': { nodes: { title: true } },
  milestone: { id: true, title: true, dueDate: true },
  createdAt: true,
  updatedAt: true,
  webUrl: true,
  'reference(full:true)': true,
};

function discussions(note: Selection): Selection {
  return {
    [`discussions(first:${DISCUSSIONS_AT_ONCE},after:$after)`]: {
      pageInfo: { hasNextPage: true, endCursor: true },
      nodes: { id: true, 'notes(first:50)': { pageInfo: { hasNextPage: true }, nodes: note } },
    },
  };
}

const ISSUE: Selection = {
  'issue(iid:$iid)': { ...NOTEABLE, confidential: true, dueDate: true, ...discussions(NOTE) },
};

const MERGE_REQUEST: Selection = {
  'mergeRequest(iid:$iid)': {
    ...NOTEABLE,
    draft: true,
    'reviewers(first:20)': { nodes: USER },
    sourceBranch: true,
    targetBranch: true,
    sourceBranchProtected: true,
    sourceProjectId: true,
    targetProjectId: true,
    diffHeadSha: true,
    preparedAt: true,
    diffStatsSummary: { fileCount: true, additions: true, deletions: true },
    ...discussions({ ...NOTE, position: POSITION }),
  },
};

/** What the project is, and whether a pipeline can run there. `ciCdSettings` is null below the Maintainer's role. */
const PROJECT: Selection = {
  id: true,
  fullPath: true,
  webUrl: true,
  visibility: true,
  archived: true,
  jobsEnabled: true,
  publicJobs: true,
  ciConfigPathOrDefault: true,
  maxAccessLevel: { integerValue: true },
  ciCdSettings: { pipelineVariablesMinimumOverrideRole: true },
  repository: {
    rootRef: true,
    empty: true,
    'blobs(paths:$paths)': { nodes: { path: true, rawBlob: true } },
  },
};

/** The whole page in one question: who asks, the project, its files, the item and its discussions. */
export function pageSelection(type: PageType): Selection {
  return {
    currentUser: USER,
    'project(fullPath:$path)': { ...PROJECT, ...(type === 'issue' ? ISSUE : MERGE_REQUEST) },
    queryComplexity: { score: true, limit: true },
  };
}

/** More discussions of the same item, behind a cursor. */
export function discussionsSelection(type: PageType): Selection {
  const item =
    type === 'issue'
      ? { 'issue(iid:$iid)': discussions(NOTE) }
      : { 'mergeRequest(iid:$iid)': discussions({ ...NOTE, position: POSITION }) };
  return { 'project(fullPath:$path)': item };
}
