import type { PageType } from '../../page/PageRef.ts';
import type { Selection } from './Selection.ts';

/** Discussions of the first answer; more come by cursor. */
export const DISCUSSIONS_AT_ONCE = 100;

/** More than these are read by REST. */
const COMMITS_AT_ONCE = 100;

const USER: Selection = { id: true, username: true, name: true };
const NAMED: Selection = { username: true };

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

const POSITION: Selection = {
  newPath: true,
  oldPath: true,
  newLine: true,
  oldLine: true,
  diffRefs: { baseSha: true, headSha: true },
};

/** More failed jobs of one pipeline than anybody looks at. */
const FAILED_JOBS: Selection = {
  'jobs(first:50,statuses:[FAILED],retried:false)': {
    nodes: {
      id: true,
      name: true,
      allowFailure: true,
      failureMessage: true,
      kind: true,
      stage: { name: true },
    },
  },
};

const PIPELINE: Selection = {
  id: true,
  iid: true,
  status: true,
  ref: true,
  sha: true,
  createdAt: true,
  project: { id: true },
  ...FAILED_JOBS,
};

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
  'assignees(first:20)': { nodes: NAMED },
  'labels(first:50)': { nodes: { title: true } },
  milestone: { id: true, title: true, dueDate: true },
  createdAt: true,
  updatedAt: true,
  webUrl: true,
};

function discussions(note: Selection): Selection {
  return {
    [`discussions(first:${DISCUSSIONS_AT_ONCE},after:$after)`]: {
      pageInfo: { hasNextPage: true, endCursor: true },
      nodes: { id: true, 'notes(first:100)': { pageInfo: { hasNextPage: true }, nodes: note } },
    },
  };
}

/** More merge requests that name one issue are read without GitLab's HTML. */
const LINKED: Selection = {
  'relatedMergeRequests(first:50)': { nodes: { id: true, descriptionHtml: true } },
};

const ISSUE: Selection = {
  'issue(iid:$iid)': {
    ...NOTEABLE,
    confidential: true,
    dueDate: true,
    ...LINKED,
    ...discussions(NOTE),
  },
};

const MERGE_REQUEST: Selection = {
  'mergeRequest(iid:$iid)': {
    ...NOTEABLE,
    draft: true,
    'reviewers(first:20)': { nodes: NAMED },
    sourceBranch: true,
    targetBranch: true,
    sourceProjectId: true,
    targetProjectId: true,
    diffHeadSha: true,
    preparedAt: true,
    detailedMergeStatus: true,
    diffStatsSummary: { fileCount: true },
    'pipelines(first:1)': {
      nodes: { ...PIPELINE, 'downstream(first:50)': { nodes: { status: true } } },
    },
    [`commits(first:${COMMITS_AT_ONCE})`]: {
      pageInfo: { hasNextPage: true },
      nodes: { sha: true, title: true, message: true, authorName: true, committedDate: true },
    },
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
  group: { id: true },
  repository: {
    rootRef: true,
    empty: true,
    'blobs(paths:$paths)': { nodes: { path: true, rawBlob: true } },
    'runner:blobs(paths:$runnerPaths,ref:$runner)': { nodes: { path: true, rawBlob: true } },
  },
  'pipelines(first:1)': { nodes: { id: true } },
};

/** The whole page in one question: who asks, the project, its files, the item and its discussions. */
export function pageSelection(type: PageType): Selection {
  return {
    currentUser: USER,
    metadata: { version: true },
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
