import type { PageType } from '../../page/PageRef.ts';
import type { Commit, Discussion, Issue, MergeRequest, Project, User } from '../entities.ts';
import type { Failure, Result } from '../Failure.ts';
import type { QuerySender } from './createQuerySender.ts';
import {
  commitOf,
  discussionOf,
  issueOf,
  mergeRequestOf,
  type NewestPipeline,
  newestPipelineOf,
  projectOf,
} from './entitiesOf.ts';
import {
  type DiscussionNode,
  DiscussionsAnswer,
  type IssueNode,
  type MergeRequestNode,
  PageAnswer,
} from './PageAnswer.ts';
import { DISCUSSIONS_AT_ONCE, discussionsSelection, pageSelection } from './pageSelection.ts';

const MOST_PAGES = 100;
/** More is no page that a person reads. */
const MOST_DISCUSSIONS = MOST_PAGES * DISCUSSIONS_AT_ONCE;
const PAGES_AT_ONCE = 4;
/** Heads of the two queries, with the types of their variables. */
export const PAGE_HEAD =
  'query($path:ID!,$iid:String!,$after:String,$paths:[String!]!,$runnerPaths:[String!]!,$runner:String)';
export const MORE_HEAD = 'query($path:ID!,$iid:String!,$after:String)';

/** `cut`: a thread has more notes than came. */
export interface DiscussionsReading {
  discussions: Discussion[];
  cut: boolean;
}

/** What one question tells of a page. */
export interface PageReading {
  user: User | null;
  /** GitLab's, as it writes it. */
  version: string | null;
  project: Project;
  /** Those of the asked-for files that the default branch has, by path. */
  files: ReadonlyMap<string, string>;
  /** Those that the runner branch has; empty where there is no such branch. */
  runnerFiles: ReadonlyMap<string, string>;
  /** Of the whole project; 0 where there is none or they cannot be seen. */
  newestPipelineId: number;
  page: Issue | MergeRequest;
  /** Under way where there are more than a hundred. */
  discussions: Promise<Result<DiscussionsReading>>;
  /** Of a merge request, newest first; null where there are more than came. */
  commits: Commit[] | null;
  /** Of a merge request, null where there is none; absent where it is not told. */
  newestPipeline?: NewestPipeline | null;
  /** GitLab's own HTML of the descriptions of merge requests that name an issue, by their ids. */
  linkedHtml?: ReadonlyMap<number, string>;
}

export interface PageQuestion {
  projectPath: string;
  type: PageType;
  iid: number;
  /** Files of the default branch to read along. */
  files: readonly string[];
  /** A branch and files of it to read along. */
  runner: { branch: string; files: readonly string[] };
}

/**
 * Reads project, issue or merge request, discussions and a few files of the default branch in one round trip; more than a hundred discussions by cursor.
 * `not_found` where the project or the item is not there for this user.
 */
export async function askForPage(
  ask: QuerySender,
  { projectPath, type, iid, files, runner }: PageQuestion,
): Promise<Result<PageReading>> {
  const variables = { path: projectPath, iid: String(iid), after: null };
  const answer = await ask({
    head: PAGE_HEAD,
    selection: pageSelection(type),
    variables: {
      ...variables,
      paths: files,
      runner: runner.branch,
      runnerPaths: runner.files,
    },
    answer: PageAnswer,
  });
  if (!answer.ok) return answer;
  const { project, currentUser, metadata } = answer.value;
  if (!project) return { ok: false, failure: { kind: 'not_found', subject: projectPath } };
  const item = type === 'issue' ? project.issue : project.mergeRequest;
  if (!item) return { ok: false, failure: notThere(type, iid) };
  const { repository } = project;
  return {
    ok: true,
    value: {
      user: currentUser ?? null,
      version: metadata?.version ?? null,
      project: projectOf(project),
      files: textsOf(repository?.blobs),
      runnerFiles: textsOf(repository?.runner),
      newestPipelineId: project.pipelines?.nodes[0]?.id ?? 0,
      page: 'sourceBranch' in item ? mergeRequestOf(item, project.id) : issueOf(item, project.id),
      discussions: discussionsOf(ask, { type, variables, first: item.discussions }),
      ...('sourceBranch' in item
        ? codeOf(item, project.id)
        : { commits: null, linkedHtml: linkedHtmlOf(item) }),
    },
  };
}

function textsOf(
  files: { nodes: { path: string; rawBlob?: string | null | undefined }[] } | null | undefined,
): Map<string, string> {
  return new Map((files?.nodes ?? []).map(({ path, rawBlob }) => [path, rawBlob ?? '']));
}

function linkedHtmlOf({ relatedMergeRequests }: IssueNode): Map<number, string> {
  const known = (relatedMergeRequests?.nodes ?? []).flatMap((one): [number, string][] =>
    one && typeof one.descriptionHtml === 'string' ? [[one.id, one.descriptionHtml]] : [],
  );
  return new Map(known);
}

function codeOf({ commits, pipelines }: MergeRequestNode, projectId: number) {
  const [newest] = pipelines?.nodes ?? [];
  // An entry that is null is a pipeline that this user may not see here.
  const isTold = pipelines && newest !== null;
  return {
    commits: commits?.pageInfo.hasNextPage === false ? commits.nodes.map(commitOf) : null,
    ...(isTold && { newestPipeline: newest ? newestPipelineOf(newest, projectId) : null }),
  };
}

function notThere(type: PageType, iid: number): Failure {
  return { kind: 'not_found', subject: `${type}/${iid}` };
}

interface Listing {
  type: PageType;
  variables: Record<string, unknown>;
  first: { nodes: DiscussionNode[]; pageInfo: Cursor };
}

async function discussionsOf(
  ask: QuerySender,
  { first, ...listing }: Listing,
): Promise<Result<DiscussionsReading>> {
  const more = await readMore(ask, { ...listing, first: first.pageInfo });
  if (!more.ok) return more;
  const nodes = [...first.nodes, ...more.value];
  const cut = nodes.some(({ notes }) => notes.pageInfo?.hasNextPage === true);
  return { ok: true, value: { discussions: nodes.map(discussionOf), cut } };
}

interface Cursor {
  hasNextPage: boolean;
  endCursor?: string | null | undefined;
}

type MorePages = Result<DiscussionNode[]>;

/**
 * The discussions behind the first page. Their cursors are the count of what came by then, in base 64 (18.9); where that holds,
 * several pages are asked for side by side, else one after another.
 */
async function readMore(
  ask: QuerySender,
  { type, variables, first }: { type: PageType; variables: Record<string, unknown>; first: Cursor },
): Promise<MorePages> {
  const nodes: DiscussionNode[] = [];
  let cursor = first;
  for (let pages = 1; cursor.hasNextPage;) {
    if (pages >= MOST_PAGES) {
      const seen = { what: 'too_many' as const, values: [String(MOST_DISCUSSIONS)] };
      return { ok: false, failure: { kind: 'refused', seen } };
    }
    const after = cursorsAfter(cursor.endCursor ?? null, pages);
    const answers = await Promise.all(
      after.map((one) =>
        ask({
          head: MORE_HEAD,
          selection: discussionsSelection(type),
          variables: { ...variables, after: one },
          answer: DiscussionsAnswer,
        }),
      ),
    );
    for (const answer of answers) {
      if (!answer.ok) return answer;
      const { issue, mergeRequest } = answer.value.project ?? {};
      const discussions = (issue ?? mergeRequest)?.discussions;
      if (discussions === undefined) return { ok: true, value: nodes };
      nodes.push(...discussions.nodes);
      cursor = discussions.pageInfo;
    }
    pages += after.length;
  }
  return { ok: true, value: nodes };
}

function cursorAfter(pages: number): string {
  return btoa(String(pages * DISCUSSIONS_AT_ONCE)).replaceAll('=', '');
}

/** The cursor after so many whole pages, and those of a few pages behind it where they can be told. */
function cursorsAfter(cursor: string | null, pages: number): (string | null)[] {
  if (cursor !== cursorAfter(pages)) return [cursor];
  return Array.from({ length: PAGES_AT_ONCE }, (_, index) => cursorAfter(pages + index));
}
