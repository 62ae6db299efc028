import { NOBODY } from '../entities.ts';
import type { Discussion, Issue, MergeRequest, Note, Project } from '../entities.ts';
import type {
  DiscussionNode,
  IssueNode,
  MergeRequestNode,
  NoteNode,
  ProjectNode,
} from './PageAnswer.ts';

/** The project as REST gives it. GraphQL tells the role's number, and not where it comes from. */
export function projectOf(node: ProjectNode): Project {
  const level = node.maxAccessLevel?.integerValue;
  const role = node.ciCdSettings?.pipelineVariablesMinimumOverrideRole;
  return {
    id: node.id,
    path_with_namespace: node.fullPath,
    default_branch: node.repository?.rootRef ?? null,
    web_url: node.webUrl ?? '',
    ...(node.visibility && { visibility: node.visibility }),
    ...(typeof node.archived === 'boolean' && { archived: node.archived }),
    ci_config_path: node.ciConfigPathOrDefault ?? null,
    public_jobs: node.publicJobs ?? null,
    permissions: {
      project_access: typeof level === 'number' ? { access_level: level } : null,
      group_access: null,
    },
    ...(role && { ci_pipeline_variables_minimum_override_role: role }),
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
    references: node.reference ? { full: node.reference } : undefined,
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
      },
    }),
  };
}
