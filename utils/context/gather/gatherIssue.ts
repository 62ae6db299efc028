import type { Discussion, Linked } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import { describeLinked, type LinkedList } from '../describe/describeLinked.ts';
import type { GatherOptions } from './GatherOptions.ts';
import type { Reading } from './Reading.ts';
import { askOfProject, discussionsOf, pageIssue, type PageSource } from '../PageSource.ts';
import { resolvePeople, type PeopleAnswers } from '../People.ts';

/** Ids of all who wrote something in these answers. */
export function authorsOf(
  discussions: Result<Discussion[]>,
  ...lists: Result<Linked[]>[]
): number[] {
  const notes = discussions.ok ? discussions.value.flatMap((one) => one.notes) : [];
  const linked = lists.flatMap((list) => (list.ok ? list.value : []));
  return [...notes, ...linked].map(({ author }) => author.id);
}

/** Merge requests with GitLab's own HTML of their descriptions, where that is known: REST does not give it. */
function withHtml(
  list: Result<Linked[]>,
  known: ReadonlyMap<number, string> = new Map(),
): Result<Linked[]> {
  if (!list.ok) return list;
  const value = list.value.map((linked) => {
    const html = known.get(Number(linked.id));
    return html === undefined ? linked : { ...linked, description_html: html };
  });
  return { ok: true, value };
}

/** Reads an issue: all at once. */
export async function gatherIssue(
  source: PageSource,
  { discussionId, who }: Pick<GatherOptions, 'discussionId'> & { who: Promise<PeopleAnswers> },
): Promise<Result<Reading>> {
  const { gitLab, page } = source;
  const { iid } = page;
  const [issue, discussions, links, closing, related] = await Promise.all([
    pageIssue(source),
    discussionsOf(source),
    askOfProject(source, (project) => gitLab.issueLinks(project, iid)),
    askOfProject(source, (project) => gitLab.closedBy(project, iid)),
    askOfProject(source, (project) => gitLab.relatedMergeRequests(project, iid)),
  ]);
  if (!issue.ok) return issue;
  const { id, project_id, author } = issue.value;
  const authors = [author.id, ...authorsOf(discussions, links, closing, related)];
  const people = await resolvePeople(gitLab, project_id, await who, authors);
  const html = (await source.reading)?.linkedHtml;
  const lists: LinkedList[] = [
    { kind: 'merge_request', relation: 'closes', result: withHtml(closing, html) },
    { kind: 'issue', relation: 'related', result: links },
    { kind: 'merge_request', relation: 'names', result: withHtml(related, html) },
  ];
  return {
    ok: true,
    value: {
      type: 'issue',
      page: issue.value,
      discussions,
      thread: { id: discussionId },
      people,
      parts: async (budget) => [await describeLinked(lists, project_id, people, budget)],
      ids: { type: 'ISSUE', id, iid, project_id, author_id: author.id },
    },
  };
}
