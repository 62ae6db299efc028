import type { Commit, Diff, MergeRequest } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import type { ContextPart, PartName } from '../Context.ts';
import { describeCommits, describeDiffs } from '../describe/describeChanges.ts';
import { openPlaces } from '../describe/describeDiscussions.ts';
import { describeLinked } from '../describe/describeLinked.ts';
import { fileAround, placeOfThread } from './fileAround.ts';
import type { GatherOptions } from './GatherOptions.ts';
import type { Reading } from './Reading.ts';
import { authorsOf } from './gatherIssue.ts';
import { gatherJobs } from './gatherJobs.ts';
import { hunkAround } from '../describe/hunks.ts';
import { askOfProject, discussionsOf, pageMergeRequest, type PageSource } from '../PageSource.ts';
import { resolvePeople, type PeopleAnswers } from '../People.ts';

/** A part out of what was read, or marked as missing. */
async function partOf<Value>(
  name: PartName,
  result: Result<Value>,
  describe: (value: Value) => ContextPart | Promise<ContextPart>,
): Promise<ContextPart> {
  return result.ok ? describe(result.value) : { name, items: [], cut: [], failure: result.failure };
}

/** Whether GitLab still works on the diff, as it does for some seconds after a merge request was opened. */
function isPreparing(
  { detailed_merge_status: status, prepared_at: preparedAt }: MergeRequest,
  diffs: Result<Diff[]>,
): boolean {
  return status === 'preparing' && !preparedAt && diffs.ok && diffs.value.length === 0;
}

/** The diff as it is now: it was ready between the two answers where the merge request counts files and the list has none. */
async function settledDiffs(
  gitLab: GitLab,
  mergeRequest: MergeRequest,
  diffs: Result<Diff[]>,
): Promise<Result<Diff[]>> {
  if (isPreparing(mergeRequest, diffs))
    return { ok: false, failure: { kind: 'unknown', reason: 'preparing' } };
  const counted = Number.parseInt(mergeRequest.changes_count ?? '0', 10) > 0;
  const early = counted && diffs.ok && diffs.value.length === 0;
  return early ? gitLab.diffs(mergeRequest.target_project_id, mergeRequest.iid) : diffs;
}

async function commitsOf(source: PageSource): Promise<Result<Commit[]>> {
  const { gitLab, page, reading } = source;
  const known = (await reading)?.commits;
  return known
    ? { ok: true, value: known }
    : await askOfProject(source, (project) => gitLab.commits(project, page.iid));
}

/** Reads a merge request; what depends on another answer starts as soon as that one is there. */
export async function gatherMergeRequest(
  source: PageSource,
  { discussionId, who }: Pick<GatherOptions, 'discussionId'> & { who: Promise<PeopleAnswers> },
): Promise<Result<Reading>> {
  const { gitLab, page } = source;
  const { iid } = page;
  // The longest way first: pipelines, jobs, logs.
  const reading = [
    gatherJobs(source),
    pageMergeRequest(source),
    discussionsOf(source),
    askOfProject(source, (project) => gitLab.diffs(project, iid)),
    askOfProject(source, (project) => gitLab.closesIssues(project, iid)),
    commitsOf(source),
  ] as const;
  const around = Promise.all([reading[1], reading[2]]).then(([read, listed]) =>
    read.ok ? fileAround(gitLab, read.value.project_id, placeOfThread(listed, discussionId)) : [],
  );
  const [describeJobs, mergeRequest, discussions, listed, closes, commits] =
    await Promise.all(reading);
  if (!mergeRequest.ok) return mergeRequest;
  const diffs = await settledDiffs(gitLab, mergeRequest.value, listed);
  const { id, project_id, author, sha, source_project_id, target_project_id } = mergeRequest.value;
  const authors = [author.id, ...authorsOf(discussions, closes)];
  const [people, file] = await Promise.all([
    resolvePeople(gitLab, project_id, await who, authors),
    around,
  ]);
  const place = placeOfThread(discussions, discussionId);
  const hunk = place && diffs.ok ? hunkAround(diffs.value, place) : null;
  const code = [
    ...(hunk === null ? [] : [{ title: 'The hunk it stands in', text: hunk }]),
    ...file,
  ];
  const places = discussions.ok ? openPlaces(discussions.value) : [];
  const closed = { kind: 'issue', relation: 'closed_by', result: closes } as const;
  return {
    ok: true,
    value: {
      type: 'merge_request',
      page: mergeRequest.value,
      discussions,
      thread: { id: discussionId, ...(code.length > 0 && { code }) },
      people,
      parts: async (budget) => [
        await partOf('diff', diffs, (read) =>
          describeDiffs(read, places, mergeRequest.value.changes_count),
        ),
        await partOf('commits', commits, (read) => describeCommits(read, budget)),
        describeJobs(sha, project_id),
        await describeLinked([closed], project_id, people, budget),
      ],
      ids: { id, iid, project_id, author_id: author.id, sha, source_project_id, target_project_id },
    },
  };
}
