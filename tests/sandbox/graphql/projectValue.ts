import {
  buildsAreOn,
  canReadCode,
  canReadIssues,
  canReadMergeRequests,
  canSee,
} from '../api/abilities.ts';
import { findProject } from '../api/authenticate.ts';
import { isPrepared } from '../api/mergeRequestEntity.ts';
import { mergeRequestChanges } from '../api/mergeRequestRoutes.ts';
import { canRead } from '../api/noteableRoutes.ts';
import { commits, readFile, resolveCommit } from '../git/git.ts';
import type { GitCommit } from '../git/readCommit.ts';
import { diffLines } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';
import {
  AccessLevel,
  type MergeRequest,
  type Project,
  type User,
  accessLevel,
  projectPath,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { connectionOf, type PageArguments } from './connectionOf.ts';
import { globalId, noteableValue, timeOf, userValue } from './noteableValues.ts';
import { pipelineValue } from './pipelineValues.ts';

/** A project as this user sees it, or null; nobody is led on from a path that it had before. */
export function projectValue(world: World, fullPath: string, user: User | null) {
  const project = findProject(world, fullPath);
  if (!project || !canSee(project, user)) return null;
  const level = accessLevel(project, user);
  const develops = level >= AccessLevel.developer && !project.settings.archived;
  return {
    id: globalId('Project', project.id),
    name: project.name,
    fullPath: projectPath(project),
    webUrl: `${world.url}/${projectPath(project)}`,
    visibility: project.visibility,
    archived: project.settings.archived,
    jobsEnabled: buildsAreOn(project),
    publicJobs: project.settings.publicJobs,
    ciConfigPathOrDefault: project.ciConfigPath || '.gitlab-ci.yml',
    group: {
      id: globalId('Group', project.namespace.id),
      fullPath: project.namespace.path,
    },
    userPermissions: {
      createPipeline: develops && buildsAreOn(project),
      pushCode: develops,
      downloadCode: canReadCode(project, user),
    },
    maxAccessLevel: { integerValue: level, stringValue: nameOf(level) },
    ciCdSettings:
      level >= AccessLevel.maintainer
        ? { pipelineVariablesMinimumOverrideRole: project.variablesRole }
        : null,
    repository: repositoryValue(project, user),
    issue: ({ iid }: { iid?: string }) => {
      const issue = project.issues.find((one) => String(one.iid) === iid);
      if (!issue || !canReadIssues(project, user) || !canRead(project, user, issue)) return null;
      return {
        ...noteableValue(world, project, user, issue),
        confidential: issue.confidential,
        dueDate: null,
        relatedMergeRequests: (page: PageArguments) =>
          connectionOf(relatedOf(project, issue.iid), page, (one) =>
            mergeRequestValue(world, project, user, one),
          ),
      };
    },
    mergeRequest: ({ iid }: { iid: string }) => {
      const found = project.mergeRequests.find((one) => String(one.iid) === iid);
      if (!found || !canReadMergeRequests(project, user)) return null;
      return mergeRequestValue(world, project, user, found);
    },
    pipelines: (page: PageArguments) =>
      connectionOf(project.pipelines.toReversed(), page, (one) =>
        pipelineValue(world, project, user, one),
      ),
  };
}

function nameOf(level: number): string {
  const [name = 'none'] = Object.entries(AccessLevel).find(([, value]) => value === level) ?? [];
  return name === 'none' ? 'NO_ACCESS' : name.toUpperCase();
}

function repositoryValue(project: Project, user: User | null) {
  if (!canReadCode(project, user)) return null;
  const empty = isEmptyRepository(project);
  return {
    rootRef: empty ? null : project.defaultBranch,
    empty,
    blobs: async ({ paths, ref }: { paths: string[]; ref?: string | null }) => {
      const commit = await resolveCommit(project.repository, ref ?? project.defaultBranch);
      const read = await Promise.all(
        paths.map(async (path) => ({
          path,
          text: commit && (await readFile(project.repository, commit, path)),
        })),
      );
      return {
        nodes: read.flatMap(({ path, text }) =>
          text ? [{ path, rawBlob: text.toString('utf8') }] : [],
        ),
      };
    },
  };
}

/** Merge requests that name an issue of their own project: GitLab lists them to Guests, too, who may not open them (recorded). */
function relatedOf(project: Project, iid: number): MergeRequest[] {
  const named = new RegExp(`#${iid}\\b`);
  return project.mergeRequests.filter(({ description }) => named.test(description ?? ''));
}

function mergeRequestValue(
  world: World,
  project: Project,
  user: User | null,
  mergeRequest: MergeRequest,
) {
  const prepared = isPrepared(mergeRequest);
  const source = world.state.projects.find(({ id }) => id === mergeRequest.sourceProjectId);
  const sourceProject = source ?? project;
  const pipelines = project.pipelines
    .filter((one) => one.ref === mergeRequest.sourceBranch && one.sha === mergeRequest.sha)
    .toReversed();
  return {
    ...noteableValue(world, project, user, mergeRequest),
    author: userValue(userById(world.state, mergeRequest.authorId)),
    draft: mergeRequest.draft,
    reviewers: (page: PageArguments) =>
      connectionOf(mergeRequest.reviewerIds, page, (id) => userValue(userById(world.state, id))),
    preparedAt: prepared ? timeOf(mergeRequest.preparedAt ?? mergeRequest.createdAt) : null,
    sourceBranch: mergeRequest.sourceBranch,
    targetBranch: mergeRequest.targetBranch,
    sourceBranchProtected: branchRights(project, mergeRequest.sourceBranch, user).protected,
    sourceProject: canSee(sourceProject, user)
      ? { id: globalId('Project', sourceProject.id), fullPath: projectPath(sourceProject) }
      : null,
    sourceProjectId: sourceProject.id,
    targetProjectId: project.id,
    diffHeadSha: mergeRequest.sha || null,
    diffRefs: async () => {
      if (!prepared) return null;
      const { baseSha } = await mergeRequestChanges(project, mergeRequest);
      return { baseSha, headSha: mergeRequest.sha, startSha: baseSha };
    },
    diffStatsSummary: async () => {
      if (!prepared) return { fileCount: 0, additions: 0, deletions: 0 };
      const { files } = await mergeRequestChanges(project, mergeRequest);
      const lines = files.flatMap(({ diff }) => diffLines(diff));
      const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
      return { fileCount: files.length, additions: count('new'), deletions: count('old') };
    },
    conflicts: false,
    detailedMergeStatus: statusOf(mergeRequest),
    headPipeline: pipelines[0] ? pipelineValue(world, project, user, pipelines[0]) : null,
    pipelines: (page: PageArguments) =>
      connectionOf(pipelines, page, (one) => pipelineValue(world, project, user, one)),
    commits: async (page: PageArguments) => {
      if (!prepared) return connectionOf([], page, commitValue);
      const { baseSha } = await mergeRequestChanges(project, mergeRequest);
      const range = [`${baseSha}..${mergeRequest.sha}`];
      return connectionOf(await commits(project.repository, range, 1000), page, commitValue);
    },
  };
}

function commitValue({ id, title, message, authorName, authoredDate, committedDate }: GitCommit) {
  return {
    sha: id,
    title,
    message,
    authorName,
    authoredDate: timeOf(authoredDate),
    committedDate: timeOf(committedDate),
  };
}

function statusOf({ state, draft, mergeCheck = 'mergeable' }: MergeRequest): string {
  if (state !== 'opened') return 'NOT_OPEN';
  if (mergeCheck === 'mergeable' && draft) return 'DRAFT_STATUS';
  return mergeCheck.toUpperCase();
}
