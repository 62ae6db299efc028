import type { Discussion, Issue, MergeRequest } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab, ProjectRef } from '../gitlab/GitLab.ts';
import type { PageReading } from '../gitlab/graphql/readPage.ts';
import type { FailureMemory } from './FailureMemory.ts';
import type { PageRef } from '../page/PageRef.ts';

/** Where a page's texts come from. */
export interface PageSource {
  gitLab: GitLab;
  page: Pick<PageRef, 'projectPath' | 'type' | 'iid'>;
  /** What one question told; null where the server does not answer that way: then REST is asked, piece by piece. */
  reading: Promise<PageReading | null>;
  /** The project's id, where it is being read anyway: some proxies break addresses that hold a path. */
  projectId?: Promise<number | null>;
  /** What jobs failed with before. */
  failures?: FailureMemory;
}

/** Asks by the project's path, which is known at once, and by its id where nothing is found that way. */
export async function askOfProject<Value>(
  { page, projectId }: PageSource,
  call: (project: ProjectRef) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const answer = await call(page.projectPath);
  if (answer.ok || (answer.failure.kind !== 'not_found' && answer.failure.reason !== 'redirect'))
    return answer;
  const id = (await projectId) ?? null;
  return id === null ? answer : await call(id);
}

/** The issue of a page. */
export async function pageIssue(source: PageSource): Promise<Result<Issue>> {
  const { gitLab, page, reading } = source;
  const item = (await reading)?.page;
  if (item && !('source_branch' in item)) return { ok: true, value: item };
  return await askOfProject(source, (project) => gitLab.issue(project, page.iid));
}

/** The merge request of a page. */
export async function pageMergeRequest(source: PageSource): Promise<Result<MergeRequest>> {
  const { gitLab, page, reading } = source;
  const item = (await reading)?.page;
  if (item && 'source_branch' in item) return { ok: true, value: item };
  return await askOfProject(source, (project) => gitLab.mergeRequest(project, page.iid));
}

/** The discussions of a page. Threads that are longer than GraphQL's page come by REST, with the HTML that is known. */
export async function discussionsOf(source: PageSource): Promise<Result<Discussion[]>> {
  const { gitLab, page, reading } = source;
  const read = await (await reading)?.discussions;
  if (read?.ok && !read.value.cut) return { ok: true, value: read.value.discussions };
  if (read?.ok === false && read.failure.kind === 'rate_limited') return read;
  const listed = await askOfProject(source, (project) =>
    gitLab.discussions(project, page.type, page.iid),
  );
  if (!listed.ok || !read?.ok) return listed;
  const known = new Map(
    read.value.discussions.flatMap(({ notes }) => notes).map((note) => [note.id, note.body_html]),
  );
  return {
    ok: true,
    value: listed.value.map((discussion) => ({
      ...discussion,
      notes: discussion.notes.map((note) => {
        const html = known.get(note.id);
        return html === undefined ? note : { ...note, body_html: html };
      }),
    })),
  };
}
