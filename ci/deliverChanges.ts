import { authorOf, commitMessage } from './claude/commitMessage.ts';
import type { ChangeWords } from './claude/commitMessage.ts';
import type { Commit } from './changes/Commit.ts';
import { commitTree, gatherChanges, type Changes } from './changes/gatherChanges.ts';
import type { Job } from './Job.ts';
import { checkWords, footer, limitWords } from './noteOf.ts';
import type { Work } from './request/prepareTree.ts';
import { publishChanges } from './changes/publishChanges.ts';
import type { ThreadBook } from './threads/ThreadBook.ts';
import { commitThreads } from './threads/commitThreads.ts';
import { harmlessMarkdown } from '../utils/outcome/markdown/harmlessMarkdown.ts';
import type { JobResult } from './writeResult.ts';

export interface Delivered {
  /** What this adds to the result. */
  changes: Partial<JobResult>;
  patch: Buffer | null;
  /** The pushed commit of each thread that has one, by the thread's id. */
  ofThreads?: ReadonlyMap<string, string>;
}

/**
 * Commits what Claude changed, and pushes it where it may go. Work that a limit or an error cut off, or on which the project's
 * check did not hold, is kept too, as a draft. What holds a secret stays in the artifact, without the secret.
 * @param threads those that changes were asked for one by one: a commit for each
 */
export async function deliverChanges(
  job: Job,
  work: Work,
  result: JobResult,
  told: ChangeWords,
  threads: ThreadBook | null = null,
): Promise<Delivered> {
  const { redact, folder, secrets } = job;
  const { repository, base, ciFiles } = work;
  const changes = await gatherChanges(repository, base, { ciFiles, secrets, folder });
  const errors = [...result.errors, ...(changes?.left ?? []).map(redact)];
  const why = changes?.held ?? threads?.held ?? null;
  if (why !== null) {
    const held = [...errors, redact(why)];
    return { changes: { kind: 'failed', errors: held }, patch: changes?.patch ?? null };
  }
  const isEnded = result.kind !== 'failed' && result.limit === null;
  const made =
    threads === null
      ? await commitAll(job, work, changes, told)
      : await commitThreads(job, work, { threads, tree: changes?.tree ?? null, told, isEnded });
  const { commits } = made;
  errors.push(...made.remarks);
  if (commits.length === 0)
    return changes === null && made.remarks.length === 0
      ? { changes: {}, patch: null }
      : { changes: { errors }, patch: made.remarks.length === 0 ? null : (changes?.patch ?? null) };
  for (const { sha, files } of commits)
    job.step('committed', `${files.length} files as ${sha.slice(0, 8)}`);

  const isWhole = isEnded && result.verified !== 'failed';
  const title = redact(told.title);
  const published = await publishChanges(job, work, commits, {
    title: isWhole ? title : `Draft: ${title}`,
    description: descriptionOf(job, result),
  });
  const { branch, mergeRequest, shas } = published;
  if (branch !== null) job.step('pushed', branch);
  if (mergeRequest) job.step('merge-request', `!${mergeRequest.iid} ${mergeRequest.webUrl}`);
  return {
    changes: {
      kind: result.kind === 'limit' || result.kind === 'failed' ? result.kind : 'changed',
      branch,
      commits: branch === null ? [] : shas,
      mergeRequest: mergeRequest && { iid: mergeRequest.iid, webUrl: mergeRequest.webUrl },
      errors: [...errors, ...published.warnings.map(redact)],
    },
    patch: changes?.patch ?? null,
    ...(threads !== null && {
      ofThreads: new Map(
        shas.flatMap((sha, at) => {
          const thread = commits[at]?.thread;
          return thread === undefined ? [] : [[thread, sha] as const];
        }),
      ),
    }),
  };
}

/** All that was changed as one commit. */
async function commitAll(
  job: Job,
  { repository, base }: Work,
  changes: Changes | null,
  told: ChangeWords,
): Promise<{ commits: Commit[]; remarks: string[] }> {
  if (changes === null || changes.tree === null) return { commits: [], remarks: [] };
  const message = commitMessage(job, told);
  const sha = await commitTree(repository, base, changes.tree, message, authorOf(job));
  return { commits: [{ sha, message, files: changes.files }], remarks: [] };
}

function descriptionOf(
  { request, place, settings }: Job,
  { answer, limit, verified }: JobResult,
): string {
  const about = request.target?.type === 'issue' ? `Related to #${request.target.iid}` : '';
  const words = request.isPrivate ? '' : harmlessMarkdown(answer, place.serverUrl);
  return [words, limitWords(limit), checkWords(verified, settings.check), about, footer(place)]
    .filter((part) => part !== '')
    .join('\n\n');
}
