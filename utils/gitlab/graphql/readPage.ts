import type { PageType } from '../../page/PageRef.ts';
import type { Discussion, Issue, MergeRequest, Project, User } from '../entities.ts';
import type { Failure, Result } from '../Failure.ts';
import type { QuerySender } from './createQuerySender.ts';
import { discussionOf, issueOf, mergeRequestOf, projectOf } from './entitiesOf.ts';
import { DiscussionsAnswer, PageAnswer } from './PageAnswer.ts';
import { discussionsSelection, pageSelection } from './pageSelection.ts';

/** Ten thousand discussions: more is no page that a person reads. */
const MOST_PAGES = 100;
/** Heads of the two queries, with the types of their variables. */
export const HEAD = 'query($path:ID!,$iid:String!,$after:String,$paths:[String!]!)';
export const MORE_HEAD = 'query($path:ID!,$iid:String!,$after:String)';

/** What one question tells of a page. */
export interface PageReading {
  user: User | null;
  project: Project;
  /** False in a project without a commit, true where that is not known. */
  hasCommits: boolean;
  /** Null where the user may not run jobs there, or the server does not say. */
  jobsEnabled: boolean | null;
  /** Those of the asked-for files that the default branch has, by path. */
  files: ReadonlyMap<string, string>;
  page: Issue | MergeRequest;
  discussions: Result<Discussion[]>;
}

export interface PageQuestion {
  projectPath: string;
  type: PageType;
  iid: number;
  /** Files of the default branch to read along. */
  files: readonly string[];
}

/**
 * Reads project, issue or merge request, discussions and a few files of the default branch in one round trip; more than a hundred discussions by cursor.
 * `not_found` where the project or the item is not there for this user.
 */
export async function readPage(
  ask: QuerySender,
  { projectPath, type, iid, files }: PageQuestion,
): Promise<Result<PageReading>> {
  const variables = { path: projectPath, iid: String(iid), after: null };
  const answer = await ask({
    head: HEAD,
    selection: pageSelection(type),
    variables: { ...variables, paths: files },
    answer: PageAnswer,
  });
  if (!answer.ok) return answer;
  const { project, currentUser } = answer.value;
  if (!project) return { ok: false, failure: { kind: 'not_found', subject: projectPath } };
  const item = type === 'issue' ? project.issue : project.mergeRequest;
  if (!item) return { ok: false, failure: notThere(type, iid) };
  const first = item.discussions;
  const more = await readMore(ask, { type, variables, first: first.pageInfo });
  return {
    ok: true,
    value: {
      user: currentUser ?? null,
      project: projectOf(project),
      hasCommits: project.repository?.empty !== true,
      jobsEnabled: project.jobsEnabled ?? null,
      files: new Map(
        (project.repository?.blobs?.nodes ?? []).map(({ path, rawBlob }) => [path, rawBlob ?? '']),
      ),
      page: 'sourceBranch' in item ? mergeRequestOf(item, project.id) : issueOf(item, project.id),
      discussions: more.ok
        ? { ok: true, value: [...first.nodes, ...more.value].map(discussionOf) }
        : more,
    },
  };
}

function notThere(type: PageType, iid: number): Failure {
  return { kind: 'not_found', subject: `${type}/${iid}` };
}

interface Cursor {
  hasNextPage: boolean;
  endCursor: string | null;
}

async function readMore(
  ask: QuerySender,
  { type, variables, first }: { type: PageType; variables: Record<string, unknown>; first: Cursor },
) {
  const nodes = [];
  let cursor = first;
  for (let page = 1; cursor.hasNextPage; page += 1) {
    if (page > MOST_PAGES) {
      const detail = 'The page has more than 10,000 discussions.';
      return { ok: false, failure: { kind: 'refused', detail } } as const;
    }
    const answer = await ask({
      head: MORE_HEAD,
      selection: discussionsSelection(type),
      variables: { ...variables, after: cursor.endCursor },
      answer: DiscussionsAnswer,
    });
    if (!answer.ok) return answer;
    const { issue, mergeRequest } = answer.value.project ?? {};
    const discussions = (issue ?? mergeRequest)?.discussions;
    if (discussions === undefined) return { ok: true, value: nodes } as const;
    nodes.push(...discussions.nodes);
    cursor = discussions.pageInfo;
  }
  return { ok: true, value: nodes } as const;
}
