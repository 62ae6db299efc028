import { isResolved } from '../state/discussions.ts';
import {
  type MergeRequest,
  type Project,
  type User,
  projectPath,
  userById,
} from '../state/State.ts';
import { branchRights } from '../git/protection.ts';
import type { World } from '../World.ts';
import {
  type Entity,
  NO_TIME,
  countNotes,
  milestoneEntity,
  references,
  taskCompletion,
  userEntity,
} from './entities.ts';
import { asOf } from './versions.ts';

/** True once GitLab has worked out its diff. */
export function isPrepared(mergeRequest: MergeRequest): boolean {
  return mergeRequest.mergeCheck !== 'preparing';
}

/** A merge request as lists have it. */
export function mergeRequestEntity(
  world: World,
  project: Project,
  mergeRequest: MergeRequest,
): Entity {
  const user = (id: number): Entity => userEntity(world, userById(world.state, id));
  const assignees = mergeRequest.assigneeIds.map(user);
  const mergeUser = mergeRequest.mergedById === null ? null : user(mergeRequest.mergedById);
  return asOf(world.state.settings.version, 'merge_request', {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    project_id: project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: mergeRequest.createdAt,
    updated_at: mergeRequest.updatedAt,
    merged_by: mergeUser,
    merge_user: mergeUser,
    merged_at: mergeRequest.mergedAt,
    closed_by: null,
    closed_at: null,
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    user_notes_count: countNotes(mergeRequest),
    upvotes: 0,
    downvotes: 0,
    author: user(mergeRequest.authorId),
    assignees,
    assignee: assignees[0] ?? null,
    reviewers: mergeRequest.reviewerIds.map(user),
    source_project_id: mergeRequest.sourceProjectId ?? project.id,
    target_project_id: project.id,
    labels: mergeRequest.labels,
    draft: mergeRequest.draft,
    imported: false,
    imported_from: 'none',
    work_in_progress: mergeRequest.draft,
    milestone: milestoneEntity(world, project, mergeRequest),
    merge_when_pipeline_succeeds: false,
    ...mergeStatus(mergeRequest),
    merge_after: null,
    sha: mergeRequest.sha || null,
    merge_commit_sha: mergeRequest.mergeCommitSha,
    squash_commit_sha: null,
    discussion_locked: mergeRequest.locked === true ? true : null,
    should_remove_source_branch: null,
    force_remove_source_branch: mergeRequest.removesSourceBranch ?? null,
    prepared_at: isPrepared(mergeRequest)
      ? (mergeRequest.preparedAt ?? mergeRequest.createdAt)
      : null,
    reference: `!${mergeRequest.iid}`,
    references: references(project, '!', mergeRequest.iid),
    web_url: `${world.url}/${projectPath(project)}/-/merge_requests/${mergeRequest.iid}`,
    time_stats: NO_TIME,
    squash: false,
    squash_on_merge: false,
    task_completion_status: taskCompletion(mergeRequest.description ?? ''),
    has_conflicts: false,
    blocking_discussions_resolved: mergeRequest.discussions
      .filter(({ notes }) => notes.some(({ resolvable }) => resolvable))
      .every(isResolved),
  });
}

function mergeStatus({ state, draft, mergeCheck = 'mergeable' }: MergeRequest): Entity {
  if (state !== 'opened') {
    return { merge_status: 'cannot_be_merged', detailed_merge_status: 'not_open' };
  }
  if (mergeCheck === 'mergeable') {
    return {
      merge_status: 'can_be_merged',
      detailed_merge_status: draft ? 'draft_status' : 'mergeable',
    };
  }
  return {
    merge_status: mergeCheck === 'preparing' ? 'checking' : mergeCheck,
    detailed_merge_status: mergeCheck,
  };
}

/**
 * A merge request as its own endpoints have it.
 * @param user who asks: GitLab tells whether they may merge
 * @param diff where it starts and how many files it changes; null while it is being prepared
 */
export function fullMergeRequestEntity(
  world: World,
  project: Project,
  mergeRequest: MergeRequest,
  user: User | null,
  diff: { baseSha: string; files: number } | null,
): Entity {
  return {
    ...mergeRequestEntity(world, project, mergeRequest),
    subscribed: true,
    changes_count: diff ? String(diff.files) : null,
    latest_build_started_at: null,
    latest_build_finished_at: null,
    first_deployed_to_production_at: null,
    pipeline: null,
    head_pipeline: null,
    diff_refs: diff
      ? { base_sha: diff.baseSha, head_sha: mergeRequest.sha, start_sha: diff.baseSha }
      : null,
    merge_error: null,
    user: { can_merge: branchRights(project, mergeRequest.targetBranch, user).canMerge },
  };
}
