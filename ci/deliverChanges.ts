import { authorOf, commitMessage } from './claude/commitMessage.ts';
import type { ChangeWords } from './claude/commitMessage.ts';
import { commitTree, gatherChanges } from './changes/gatherChanges.ts';
import type { Job } from './Job.ts';
import { checkWords, footer, limitWords } from './noteOf.ts';
import type { Work } from './request/prepareTree.ts';
import { publishChanges } from './changes/publishChanges.ts';
import { harmlessMarkdown } from '../utils/outcome/markdown/harmlessMarkdown.ts';
import type { JobResult } from './writeResult.ts';

export interface Delivered {
  /** What this adds to the result. */
  changes: Partial<JobResult>;
  patch: Buffer | null;
}

/**
 * Commits what Claude changed, and pushes it where it may go. Work that a limit or an error cut off, or on which the project's
 * check did not hold, is kept too, as a draft. What holds a secret stays in the artifact, without the secret.
 */
export async function deliverChanges(
  job: Job,
  work: Work,
  result: JobResult,
  told: ChangeWords,
): Promise<Delivered> {
  const { redact, folder, secrets } = job;
  const { repository, base, ciFiles } = work;
  const changes = await gatherChanges(repository, base, { ciFiles, secrets, folder });
  if (changes === null) return { changes: {}, patch: null };
  const errors = [...result.errors, ...changes.left.map(redact)];
  if (changes.held !== null) {
    const held = [...errors, redact(changes.held)];
    return { changes: { kind: 'failed', errors: held }, patch: changes.patch };
  }
  if (changes.tree === null) return { changes: { errors }, patch: null };
  const message = commitMessage(job, told);
  const author = authorOf(job);
  const sha = await commitTree(repository, base, changes.tree, message, author);
  job.step('committed', `${changes.files.length} files as ${sha.slice(0, 8)}`);

  const isWhole = result.kind !== 'failed' && result.limit === null && result.verified !== 'failed';
  const title = redact(told.title);
  const commit = { sha, message, files: changes.files };
  const published = await publishChanges(job, work, commit, {
    title: isWhole ? title : `Draft: ${title}`,
    description: descriptionOf(job, result),
  });
  const { branch, mergeRequest } = published;
  if (branch !== null) job.step('pushed', branch);
  if (mergeRequest) job.step('merge-request', `!${mergeRequest.iid} ${mergeRequest.webUrl}`);
  return {
    changes: {
      kind: result.kind === 'limit' || result.kind === 'failed' ? result.kind : 'changed',
      branch,
      commits: branch === null ? [] : [published.sha],
      mergeRequest: mergeRequest && { iid: mergeRequest.iid, webUrl: mergeRequest.webUrl },
      errors: [...errors, ...published.warnings.map(redact)],
    },
    patch: changes.patch,
  };
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
