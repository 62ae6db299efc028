/** Over 250 lines: one flat table of the API's calls, best read in one place. */

import { createRequesterFn } from '@gitbeaker/requester-utils';
import {
  Branches,
  Commits,
  IssueDiscussions,
  IssueLinks,
  IssueNotes,
  Issues,
  JobArtifacts,
  Jobs,
  Lint as Lints,
  MergeRequestDiscussions,
  MergeRequestNotes,
  MergeRequests,
  PersonalAccessTokens,
  Pipelines,
  ProjectMembers,
  Projects,
  Repositories,
  RepositoryFiles,
  Users,
} from '@gitbeaker/rest';
import { z } from 'zod';
import type { GitLab } from './GitLab.ts';
import { attempt } from './network/attempt.ts';
import { readingGate } from './network/createGate.ts';
import type { Result } from './Failure.ts';
import { detailOf } from './network/failureOf.ts';
import { createSender } from './network/createSender.ts';
import type { SenderDeps } from './network/SenderDeps.ts';
import { EncodedSlashes } from './EncodedSlashes.ts';
import { findProject } from './findProject.ts';
import { createSetupCalls } from './createSetupCalls.ts';
import {
  AccessToken,
  Bridge,
  Commit,
  Diff,
  Discussion,
  Issue,
  Job,
  Linked,
  Lint,
  Member,
  MergeRequest,
  Note,
  Pipeline,
  PipelineVariable,
  QuickActions,
  Runner,
  TreeEntry,
  User,
} from './entities.ts';
import { createQuerySender } from './graphql/createQuerySender.ts';
import { queryMemoryOf } from './graphql/QueryMemory.ts';
import { askForPage } from './graphql/readPage.ts';
import { PER_PAGE, firstPage, listAll, listPage } from './listAll.ts';
import { tolerantList } from './tolerantList.ts';
import { listPipelines } from './listPipelines.ts';
import { createReviewCalls } from './createReviewCalls.ts';
import { createSettingsReader } from './createSettingsReader.ts';
import { createUploadReader } from './createUploadReader.ts';

const WORLD: SenderDeps = {
  fetch: (url, init) => fetch(url, init),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * The door to one site. The token leaves in the header of requests to `root`'s API and nowhere else; where it is empty,
 * the network of `world` says who asks.
 */
export function createGitLab(
  { root, token }: { root: string; token: string },
  world: SenderDeps = WORLD,
): GitLab {
  const gate = readingGate();
  const sender = createSender(root, world, gate);
  const options = {
    host: root,
    token,
    requesterFn: createRequesterFn((_, request) => Promise.resolve(request), sender),
    // Each request has its own time limit in the sender; GitLab says itself when it is too much.
    queryTimeout: null,
    rateLimits: {},
  };
  const branches = new Branches(options);
  const files = new RepositoryFiles(options);
  const repositories = new Repositories(options);
  const slashes = new EncodedSlashes();
  const jobs = new Jobs(options);
  const mergeRequests = new MergeRequests(options);
  const pipelines = new Pipelines(options);
  const lints = new Lints(options);
  const issues = new Issues(options);
  const members = new ProjectMembers(options);
  const discussionsOf = {
    issue: new IssueDiscussions(options),
    merge_request: new MergeRequestDiscussions(options),
  };
  const notesOf = { issue: new IssueNotes(options), merge_request: new MergeRequestNotes(options) };

  const hide = (text: string) => (token ? text.replaceAll(token, '[token]') : text);
  const ask = createQuerySender({ root, token }, { ...world, gate }, hide, queryMemoryOf(root));
  const read = <Value>(schema: z.ZodType<Value>, call: () => Promise<unknown>) =>
    attempt('repeatable', schema, call, hide);
  const create = <Value>(schema: z.ZodType<Value>, call: () => Promise<unknown>) =>
    attempt('create', schema, call, hide);
  const createNote = async (call: () => Promise<unknown>): Promise<Result<Note>> => {
    const made = await create(z.union([Note, QuickActions]), call);
    if (!made.ok) return made;
    if ('id' in made.value) return { ok: true, value: made.value };
    const detail = made.value.summary.join(' ');
    return {
      ok: false,
      failure: {
        kind: 'refused',
        reason: 'quick_actions',
        status: 202,
        ...detailOf([detail], hide),
      },
    };
  };
  const readPages = <Item>(
    schema: z.ZodType<Item>,
    call: (paging: { page: number; perPage: number; showExpanded: true }) => Promise<unknown>,
  ) => {
    const page = listPage(schema);
    return (number: number) =>
      read(page, () => call({ page: number, perPage: PER_PAGE, showExpanded: true }));
  };

  return {
    ...createSetupCalls(mergeRequests, read),
    ...createSettingsReader(mergeRequests, read),
    ...createReviewCalls(mergeRequests, read, create),
    user: () => read(User, () => new Users(options).showCurrentUser()),
    accessToken: () => read(AccessToken, () => new PersonalAccessTokens(options).show()),
    project: (pathOrId) =>
      findProject(
        read,
        {
          show: (which) => new Projects(options).show(which),
          search: (words) =>
            // gitbeaker's own method follows the pages by itself.
            jobs.requester
              .get('projects', {
                searchParams: { search: words, searchNamespaces: true, perPage: PER_PAGE },
              })
              .then(({ body }) => body),
          me: () => new Users(options).showCurrentUser(),
        },
        pathOrId,
      ),
    readPage: (question) => askForPage(ask, question),
    branch: (projectId, name) =>
      slashes.branch(
        read,
        {
          show: () => branches.show(projectId, name),
          search: (beginning) =>
            // gitbeaker's own method follows the pages by itself; by name, the one itself comes first.
            branches.requester
              .get(`projects/${encodeURIComponent(projectId)}/repository/branches`, {
                searchParams: { search: `^${beginning}`, perPage: PER_PAGE },
              })
              .then(({ body }) => body),
        },
        name,
      ),
    file: (projectId, path, ref) =>
      slashes.file(
        read,
        {
          show: () => files.showRaw(projectId, path, ref),
          list: (folder) =>
            listAll(
              readPages(TreeEntry, (paging) =>
                repositories.allRepositoryTrees(projectId, { path: folder, ref, ...paging }),
              ),
            ),
          blob: (id) =>
            repositories.requester
              .get(`projects/${projectId}/repository/blobs/${id}/raw`)
              .then(({ body }) => body),
        },
        path,
      ),
    tree: (projectId, path, ref, { recursive }) =>
      read(tolerantList(TreeEntry), () =>
        // gitbeaker's own method follows the pages by itself, and its type knows no way to stop after the first.
        repositories.requester
          .get(`projects/${projectId}/repository/tree`, {
            searchParams: { ...(path && { path }), ref, recursive, per_page: PER_PAGE },
          })
          .then(({ body }) => body),
      ),
    lint: (projectId, target) =>
      read(Lint, () =>
        'content' in target
          ? lints.lint(projectId, target.content, { includeJobs: true })
          : lints.check(projectId, lintOptions(target.ref)),
      ),
    issue: (projectId, iid) => read(Issue, () => issues.show(iid, { projectId })),
    mergeRequest: (projectId, iid) => read(MergeRequest, () => mergeRequests.show(projectId, iid)),
    upload: createUploadReader({ root, token }, { ...world, gate }, hide),
    discussions: (projectId, type, iid) =>
      listAll(readPages(Discussion, (paging) => discussionsOf[type].all(projectId, iid, paging))),
    diffs: (projectId, iid) =>
      listAll(readPages(Diff, (paging) => mergeRequests.allDiffs(projectId, iid, paging))),
    commits: (projectId, iid) =>
      listAll(readPages(Commit, (paging) => mergeRequests.allCommits(projectId, iid, paging))),
    commitDiff: (projectId, sha) =>
      read(tolerantList(Diff), () =>
        new Commits(options).showDiff(projectId, sha, { perPage: PER_PAGE, maxPages: 1 }),
      ),
    mergeRequestsSince: (projectId, after) =>
      read(tolerantList(MergeRequest), () =>
        mergeRequests.all({ projectId, createdAfter: after, perPage: PER_PAGE, maxPages: 1 }),
      ),
    mergeRequestsOfBranch: (projectId, sourceBranch) =>
      read(tolerantList(MergeRequest), () =>
        mergeRequests.all({
          projectId,
          sourceBranch,
          state: 'opened',
          perPage: PER_PAGE,
          maxPages: 1,
        }),
      ),
    issueLinks: (projectId, iid) =>
      listAll(readPages(Linked, (paging) => new IssueLinks(options).all(projectId, iid, paging))),
    relatedMergeRequests: (projectId, iid) =>
      listAll(
        readPages(Linked, (paging) => issues.allRelatedMergeRequests(projectId, iid, paging)),
      ),
    closedBy: (projectId, iid) =>
      listAll(
        readPages(Linked, (paging) => issues.allClosedByMergeRequestst(projectId, iid, paging)),
      ),
    closesIssues: (projectId, iid) =>
      listAll(readPages(Linked, (paging) => mergeRequests.allIssuesClosed(projectId, iid, paging))),
    mergeRequestPipelines: (projectId, iid) =>
      firstPage(
        readPages(Pipeline, (paging) => mergeRequests.allPipelines(projectId, iid, paging)),
      ),
    failedJobs: (projectId, pipelineId) =>
      listAll(
        readPages(Job, (paging) => jobs.all(projectId, { pipelineId, scope: 'failed', ...paging })),
      ),
    failedBridges: (projectId, pipelineId) =>
      read(tolerantList(Bridge), () =>
        // gitbeaker's own method follows the pages by itself.
        jobs.requester
          .get(`projects/${projectId}/pipelines/${pipelineId}/bridges`, {
            searchParams: { scope: 'failed', perPage: PER_PAGE },
          })
          .then(({ body }) => body),
      ),
    members: async (pathOrId, userIds) => {
      const readPage = readPages(Member, (paging) =>
        members.all(pathOrId, {
          ...paging,
          includeInherited: true,
          ...(userIds && { userIds: [...userIds] }),
        }),
      );
      const page = await readPage(1);
      if (!page.ok) return page;
      const { data, paginationInfo } = page.value;
      return { ok: true, value: { items: data, complete: paginationInfo.next === null } };
    },
    createPipeline: (projectId, { ref, ...order }) =>
      create(Pipeline, () =>
        // gitbeaker's type lacks `inputs` and names a key of the variables otherwise; both go through unchanged.
        pipelines.requester
          .post(`projects/${projectId}/pipeline`, { body: { ref, ...order } })
          .then(({ body }) => body),
      ),
    triggerPipeline: (projectId, triggerToken, { ref, variables = [], inputs }) =>
      // gitbeaker puts the trigger token into the address; the body takes it too.
      attempt(
        'create',
        Pipeline,
        () =>
          pipelines.requester
            .post(`projects/${projectId}/trigger/pipeline`, {
              body: {
                token: triggerToken,
                ref,
                ...(variables.length > 0 && {
                  variables: Object.fromEntries(variables.map(({ key, value }) => [key, value])),
                }),
                ...(inputs && { inputs }),
              },
            })
            .then(({ body }) => body),
        (text) => hide(text).replaceAll(triggerToken, '[token]'),
      ),
    pipeline: (projectId, pipelineId) =>
      read(Pipeline, () => pipelines.show(projectId, pipelineId)),
    pipelines: (projectId, { source, ...filter }) =>
      listPipelines(
        readPages(Pipeline, (paging) =>
          pipelines.all(projectId, {
            ...paging,
            orderBy: 'id',
            sort: 'desc',
            ...(filter.name === undefined ? {} : { name: filter.name }),
            ...(source === undefined ? {} : { source }),
          }),
        ),
        filter,
      ),
    pipelineVariables: (projectId, pipelineId) =>
      read(tolerantList(PipelineVariable), () => pipelines.allVariables(projectId, pipelineId)),
    pipelineJobs: (projectId, pipelineId, { retried = false } = {}) =>
      listAll(
        readPages(Job, (paging) =>
          jobs.all(projectId, { pipelineId, ...(retried && { includeRetried: true }), ...paging }),
        ),
      ),
    cancelPipeline: (projectId, pipelineId) =>
      read(Pipeline, () => pipelines.cancel(projectId, pipelineId)),
    forceCancelJob: (projectId, jobId) =>
      read(Job, () =>
        // gitbeaker's type lacks `force`, which GitLab 17.11 has.
        jobs.requester
          .post(`projects/${projectId}/jobs/${jobId}/cancel`, { body: { force: true } })
          .then(({ body }) => body),
      ),
    artifact: (projectId, jobId, path) =>
      read(z.string(), () =>
        new JobArtifacts(options).downloadArchive(projectId, {
          jobId,
          artifactPath: path.split('/').map(encodeURIComponent).join('/'),
        }),
      ),
    trace: (projectId, jobId, fromByte = 0) =>
      read(z.string(), () =>
        // gitbeaker's type lacks `byte_offset`, which GitLab 19.3 has.
        jobs.requester
          .get(`projects/${projectId}/jobs/${jobId}/trace`, {
            searchParams: fromByte === 0 ? {} : { byteOffset: fromByte },
          })
          .then(({ body }) => body),
      ),
    job: (projectId, jobId) => read(Job, () => jobs.show(projectId, jobId)),
    onlineRunners: (projectId, tags) =>
      read(tolerantList(Runner), () =>
        // gitbeaker sends a list of tags in a form that GitLab does not read: it wants commas between.
        jobs.requester
          .get(`projects/${projectId}/runners`, {
            searchParams: {
              status: 'online',
              perPage: PER_PAGE,
              ...(tags.length > 0 && { tagList: tags.join(',') }),
            },
          })
          .then(({ body }) => body),
      ),
    note: (project, type, iid, noteId) =>
      read(Note, () => notesOf[type].show(project, iid, noteId)),
    editNote: (projectId, type, iid, noteId, body) =>
      read(Note, () => notesOf[type].edit(projectId, iid, noteId, { body })),
    createNote: (projectId, type, iid, body) =>
      createNote(() => notesOf[type].create(projectId, iid, body)),
    replyToDiscussion: (projectId, type, iid, discussionId, body) =>
      createNote(() => discussionsOf[type].addNote(projectId, iid, discussionId, body)),
  };
}

/** A value of its own, since gitbeaker's type knows only `ref`, the name that GitLab 16.5 dropped for a dry run's ref. */
function lintOptions(ref: string) {
  return { contentRef: ref, includeJobs: true };
}
