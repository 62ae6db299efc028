import { NOBODY } from '../entities.ts';
import type {
  Commit,
  Discussion,
  Issue,
  Job,
  MergeRequest,
  Note,
  Pipeline,
  Project,
} from '../entities.ts';
import type {
  CommitNode,
  DiscussionNode,
  IssueNode,
  JobNode,
  MergeRequestNode,
  NoteNode,
  PipelineNode,
  ProjectNode,
} from './PageAnswer.ts';

/** The least role that sees the code of a private project. */
const PLANNER = 15;

/** The project as REST gives it. GraphQL tells the role's number, and not where it comes from; 0 is nothing known, since administrators have it too. */
export function projectOf(node: ProjectNode): Project {
  const level = node.maxAccessLevel?.integerValue || null;
  const role = node.ciCdSettings?.pipelineVariablesMinimumOverrideRole;
  const { repository, jobsEnabled, archived } = node;
  // Nobody is kept from the code but by their role, or because it is switched off.
  const isOff = repository === null && level !== null && level >= PLANNER;
  return {
    id: node.id,
    path_with_namespace: node.fullPath,
    default_branch: repository?.rootRef ?? null,
    web_url: node.webUrl ?? '',
    ...(node.visibility && { visibility: node.visibility }),
    ...(typeof archived === 'boolean' && { archived }),
    ...(typeof jobsEnabled === 'boolean' && { jobs_enabled: jobsEnabled }),
    ...(typeof repository?.empty === 'boolean' && { empty_repo: repository.empty }),
    ...(isOff && { repository_access_level: 'disabled' }),
    ci_config_path: node.ciConfigPathOrDefault ?? null,
    public_jobs: node.publicJobs ?? null,
    ...(level !== null && {
      permissions: { project_access: { access_level: level }, group_access: null },
    }),
    ...(role && { ci_pipeline_variables_minimum_override_role: role }),
    ...(node.group !== undefined && {
      namespace: {
        full_path: node.fullPath.slice(0, node.fullPath.lastIndexOf('/')),
        kind: node.group === null ? 'user' : 'group',
      },
    }),
  };
}

function noteableOf(node: IssueNode | MergeRequestNode, projectId: number) {
  return {
    id: node.id,
    iid: node.iid,
    project_id: node.projectId ?? projectId,
    title: node.title,
    description: node.description ?? null,
    state: node.state,
    labels: (node.labels?.nodes ?? []).map(({ title }) => title),
    author: node.author ?? NOBODY,
    assignees: node.assignees?.nodes ?? [],
    milestone: node.milestone
      ? { id: node.milestone.id, title: node.milestone.title, due_date: node.milestone.dueDate }
      : null,
    created_at: node.createdAt,
    updated_at: node.updatedAt,
    web_url: node.webUrl ?? '',
    ...shownOf(node),
  };
}

function shownOf({ titleHtml, descriptionHtml }: IssueNode | MergeRequestNode) {
  return {
    ...(typeof titleHtml === 'string' && { title_html: titleHtml }),
    ...(typeof descriptionHtml === 'string' && { description_html: descriptionHtml }),
  };
}

/** The issue as REST gives it, with GitLab's HTML of its texts. */
export function issueOf(node: IssueNode, projectId: number): Issue {
  return {
    ...noteableOf(node, projectId),
    confidential: node.confidential,
    due_date: node.dueDate?.slice(0, 10),
  };
}

/** The merge request as REST gives it, with GitLab's HTML of its texts. */
export function mergeRequestOf(node: MergeRequestNode, projectId: number): MergeRequest {
  const files = node.diffStatsSummary?.fileCount;
  return {
    ...noteableOf(node, projectId),
    draft: node.draft ?? false,
    reviewers: node.reviewers?.nodes ?? [],
    source_branch: node.sourceBranch,
    target_branch: node.targetBranch,
    source_project_id: node.sourceProjectId ?? null,
    target_project_id: node.targetProjectId,
    sha: node.diffHeadSha ?? null,
    prepared_at: node.preparedAt ?? null,
    detailed_merge_status: node.detailedMergeStatus?.toLowerCase(),
    changes_count: files === undefined ? null : String(files),
  };
}

/** `gid://gitlab/Discussion/<40 hex>` and its notes, as REST gives them. */
export function discussionOf(node: DiscussionNode): Discussion {
  const notes = node.notes.nodes;
  return {
    id: node.id.replace(/^.*\//, ''),
    individual_note: notes.every(({ id }) => /\/Note\/\d+$/.test(id)),
    notes: notes.map(noteOf),
  };
}

function noteOf(node: NoteNode): Note {
  return {
    id: Number(node.id.slice(node.id.lastIndexOf('/') + 1)),
    body: node.body,
    author: node.author ?? NOBODY,
    created_at: node.createdAt,
    system: node.system,
    internal: node.internal ?? false,
    resolvable: node.resolvable ?? false,
    resolved: node.resolved ?? false,
    ...(typeof node.bodyHtml === 'string' && { body_html: node.bodyHtml }),
    ...(node.position && {
      position: {
        old_path: node.position.oldPath ?? null,
        new_path: node.position.newPath ?? null,
        old_line: node.position.oldLine,
        new_line: node.position.newLine,
        base_sha: node.position.diffRefs?.baseSha,
        head_sha: node.position.diffRefs?.headSha,
      },
    }),
  };
}

export function commitOf({ sha, title, message, authorName, committedDate }: CommitNode): Commit {
  return {
    id: sha,
    title: title ?? '',
    message: message ?? title ?? '',
    author_name: authorName ?? 'unknown',
    created_at: committedDate ?? '',
  };
}

/** A merge request's newest pipeline with its own failed jobs, as they stand after retries. */
export interface NewestPipeline {
  pipeline: Pipeline;
  jobs: Job[];
  /** Whether a pipeline that it started, or should have started, may have failed. */
  failedBelow: boolean;
}

export function newestPipelineOf(node: PipelineNode, projectId: number): NewestPipeline {
  const failed = node.jobs?.nodes ?? [];
  const children = node.downstream?.nodes ?? [];
  return {
    pipeline: {
      id: node.id,
      iid: node.iid,
      project_id: node.project?.id ?? projectId,
      status: node.status.toLowerCase(),
      ref: node.ref ?? '',
      sha: node.sha ?? '',
      web_url: '',
      created_at: node.createdAt,
    },
    jobs: failed.filter(({ kind }) => kind !== 'BRIDGE').map(jobOf),
    failedBelow:
      failed.some(({ kind }) => kind === 'BRIDGE') ||
      children.some((child) => child?.status === 'FAILED'),
  };
}

/** One of the jobs that were asked for: those that failed. */
function jobOf({ id, name, stage, allowFailure, failureMessage }: JobNode): Job {
  return {
    id,
    name,
    stage: stage?.name ?? '',
    status: 'failed',
    allow_failure: allowFailure ?? false,
    failure_reason: failureMessage,
    web_url: '',
  };
}
