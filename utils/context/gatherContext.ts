import type { Discussion, Issue, MergeRequest, Project } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef, PageType } from '../page/PageRef.ts';
import { cleanLine } from './clean.ts';
import type { Context, ContextItem, ContextPart, PartName } from './Context.ts';
import { describeIssue, describeMergeRequest } from './describe.ts';
import { describeCommits, describeDiffs } from './describeChanges.ts';
import { describeDiscussions } from './describeDiscussions.ts';
import { withSelection } from './withSelection.ts';

/** What narrows the page down. */
export interface Asked {
  /** 40 hex digits when asked from a thread. */
  discussionId?: string | undefined;
  /** What is selected on the page. */
  selection?: string | undefined;
}

/** A part out of what was read, or marked as missing. */
function partOf<Value>(
  name: PartName,
  result: Result<Value>,
  describe: (value: Value) => ContextPart,
): ContextPart {
  return result.ok ? describe(result.value) : { name, items: [], cut: [], failure: result.failure };
}

function assemble(
  type: PageType,
  page: Issue | MergeRequest,
  description: ContextItem,
  discussions: Result<Discussion[]>,
  asked: Asked,
): Omit<Context, 'ids'> {
  const listed = discussions.ok ? discussions.value : [];
  const described = describeDiscussions(listed, type, asked.discussionId);
  const names = type === 'issue' ? (['comments'] as const) : (['threads', 'comments'] as const);
  const internal =
    ('confidential' in page && page.confidential === true) || described.asked?.internal === true;
  return {
    title: cleanLine(page.title).text,
    ...(described.asked && { threadLabel: cleanLine(described.asked.label).text }),
    author: page.author.username,
    ...('source_branch' in page && { branch: page.source_branch }),
    private: internal,
    updatedAt: page.updated_at,
    parts: [
      { name: 'description', items: [description], cut: [] },
      ...names.map((name) =>
        partOf(name, discussions, () => ({
          name,
          items: described[name],
          cut: name === 'comments' ? described.cut : [],
        })),
      ),
    ],
  };
}

async function gatherIssue(
  gitLab: GitLab,
  projectId: number,
  iid: number,
  asked: Asked,
): Promise<Result<Context>> {
  const [issue, discussions] = await Promise.all([
    gitLab.issue(projectId, iid),
    gitLab.discussions(projectId, 'issue', iid),
  ]);
  if (!issue.ok) return issue;
  const { id, project_id, author } = issue.value;
  const common = assemble('issue', issue.value, describeIssue(issue.value), discussions, asked);
  const ids = { type: 'ISSUE', id, iid, project_id, author_id: author.id };
  return { ok: true, value: { ...common, ids } };
}

async function gatherMergeRequest(
  gitLab: GitLab,
  projectId: number,
  iid: number,
  asked: Asked,
): Promise<Result<Context>> {
  const [mergeRequest, discussions, diffs, commits] = await Promise.all([
    gitLab.mergeRequest(projectId, iid),
    gitLab.discussions(projectId, 'merge_request', iid),
    gitLab.diffs(projectId, iid),
    gitLab.commits(projectId, iid),
  ]);
  if (!mergeRequest.ok) return mergeRequest;
  const { id, project_id, author, sha, source_project_id, target_project_id } = mergeRequest.value;
  const description = describeMergeRequest(mergeRequest.value);
  const common = assemble('merge_request', mergeRequest.value, description, discussions, asked);
  const changes = [
    partOf('diff', diffs, describeDiffs),
    partOf('commits', commits, describeCommits),
  ];
  const value = {
    ...common,
    parts: [...common.parts, ...changes],
    ids: { id, iid, project_id, author_id: author.id, sha, source_project_id, target_project_id },
  };
  return { ok: true, value };
}

/**
 * Reads what is known about a page, all requests at once. A part that cannot be read is marked and costs nothing else;
 * only when the issue or merge request itself cannot be read is the result a failure.
 */
export async function gatherContext(
  gitLab: GitLab,
  project: Project,
  page: PageRef,
  asked: Asked = {},
): Promise<Result<Context>> {
  const gather = page.type === 'issue' ? gatherIssue : gatherMergeRequest;
  const context = await gather(gitLab, project.id, page.iid, asked);
  if (!context.ok) return context;
  return { ok: true, value: withSelection(context.value, asked.selection) };
}
