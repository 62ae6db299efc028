import { commitChanges } from './commitChanges.ts';
import type { Job } from './Job.ts';
import { footer, limitWords } from './noteOf.ts';
import type { Work } from './prepareTree.ts';
import { publishChanges } from './publishChanges.ts';
import { harmlessMarkdown } from '../utils/outcome/markdown/harmlessMarkdown.ts';
import { titleOf } from './titleOf.ts';
import type { JobResult } from './writeResult.ts';

export interface Delivered {
  /** What this adds to the result. */
  changes: Partial<JobResult>;
  patch: string | null;
}

/**
 * Commits what Claude changed, and pushes it where it may go. Work that a limit cut off is kept too, as a draft.
 * @throws Fault when the changes hold a secret
 */
export async function deliverChanges(job: Job, work: Work, result: JobResult): Promise<Delivered> {
  const { request, place, redact } = job;
  const title = titleOf(request, result.answer);
  const { repository, base } = work;
  const commit = await commitChanges(repository, base, title, place, redact);
  if (commit === null) return { changes: {}, patch: null };
  const errors = [...result.errors, ...commit.left.map(redact)];
  if (commit.sha === null) return { changes: { errors }, patch: null };
  job.step('committed', `${commit.files} files as ${commit.sha.slice(0, 8)}`);

  const published = await publishChanges(request, work, commit.sha, place, job.writer, {
    title: result.limit === null ? title : `Draft: ${title}`,
    description: descriptionOf(job, result),
  });
  const { branch, mergeRequest } = published;
  if (branch !== null) job.step('pushed', branch);
  if (mergeRequest) job.step('merge-request', `!${mergeRequest.iid} ${mergeRequest.webUrl}`);
  return {
    changes: {
      kind: result.kind === 'limit' ? 'limit' : 'changed',
      branch,
      commits: branch === null ? [] : [commit.sha],
      mergeRequest: mergeRequest && { iid: mergeRequest.iid, webUrl: mergeRequest.webUrl },
      errors: [...errors, ...published.warnings.map(redact)],
    },
    patch: commit.patch,
  };
}

function descriptionOf({ request, place }: Job, { answer, limit }: JobResult): string {
  const about = request.target?.type === 'issue' ? `Related to #${request.target.iid}` : '';
  const words = request.isPrivate ? '' : harmlessMarkdown(answer, place.serverUrl);
  return [words, limitWords(limit), about, footer(place)]
    .filter((part) => part !== '')
    .join('\n\n');
}
