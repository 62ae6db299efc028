import type { Job } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { boundOutcome } from './boundOutcome.ts';
import { causeOf } from './Cause.ts';
import { NO_OUTCOME } from './noOutcome.ts';
import type { Outcome, OutcomeKind } from './Outcome.ts';
import { parseResult } from './parseResult.ts';
import { readChangedFiles } from './readChangedFiles.ts';
import { logTail, printedByClaude } from './readLog.ts';
import { pageProject, readMade, readNote, type FinishedRun, type FoundResult } from './readMade.ts';

/** Where the job leaves its result among its artifacts. */
export const RESULT_PATH = '.claude-ci/result.json';

/** What an ended pipeline came to of which nothing but its status is known. */
export function outcomeOfStatus(status: string): Outcome {
  if (status === 'canceled') return { ...NO_OUTCOME, kind: 'cancelled' };
  return { ...NO_OUTCOME, kind: status === 'failed' ? 'failed' : 'nothing' };
}

/** GitLab's word for why a job ended, where there are no other words for it here. */
function unknownReason({ failure_reason: reason }: Job): string {
  return reason && causeOf(reason, []) === 'other' ? reason : '';
}

/** What an ended job without a result came to: never more than its status, what it made and its log show. */
function fromLog(job: Job, log: string | null): Outcome {
  if (job.status === 'canceled') return { ...NO_OUTCOME, kind: 'cancelled' };
  if (job.status === 'failed') {
    const tail = log === null ? '' : logTail(log);
    const timedOut = job.failure_reason === 'job_execution_timeout';
    return {
      ...NO_OUTCOME,
      kind: 'failed',
      limit: timedOut ? 'time' : null,
      errors: [unknownReason(job), tail].filter((cause) => cause !== ''),
    };
  }
  const answer = log === null || job.status !== 'success' ? '' : printedByClaude(log);
  return { ...NO_OUTCOME, kind: answer === '' ? 'nothing' : 'answered', answer };
}

function withCause(outcome: Outcome, job: Job): Outcome {
  if (outcome.kind !== 'failed') return outcome;
  return { ...outcome, cause: causeOf(job.failure_reason, outcome.errors) };
}

async function withFiles(gitLab: GitLab, projectId: number, outcome: Outcome): Promise<Outcome> {
  if (outcome.commits.length === 0) return outcome;
  const changedFiles = await readChangedFiles(gitLab, projectId, outcome.commits);
  return changedFiles === null ? outcome : { ...outcome, changedFiles };
}

/** What a run that came to this posted was an answer; of others it may have said that there is none. */
const HAS_ANSWER: ReadonlySet<OutcomeKind> = new Set(['answered', 'changed', 'limit']);

/** A central runner project keeps no answer in its artifact: it is read where it was posted. */
async function withAnswer(gitLab: GitLab, asked: FinishedRun, outcome: Outcome): Promise<Outcome> {
  const { answer, noteUrl, kind } = outcome;
  if (answer !== '' || noteUrl === undefined || !HAS_ANSWER.has(kind)) return outcome;
  return { ...outcome, answer: await readNote(gitLab, asked, noteUrl) };
}

/** What a job that succeeded has made counts for more than its log. */
function fromMade(made: Partial<FoundResult>): Outcome | null {
  const { answer = '', branch = null, mergeRequest = null, noteUrl } = made;
  if (answer === '' && mergeRequest === null) return null;
  const kind = mergeRequest === null ? 'answered' : 'changed';
  const found = { ...NO_OUTCOME, kind, answer, branch, mergeRequest } as const;
  return { ...found, source: 'made', ...(noteUrl !== undefined && { noteUrl }) };
}

async function read(gitLab: GitLab, asked: FinishedRun, job: Job): Promise<Result<Outcome>> {
  const { projectId, site } = asked;
  const artifact = await gitLab.artifact(projectId, job.id, RESULT_PATH);
  if (!artifact.ok && isPassing(artifact.failure.kind)) return artifact;
  const parsed = artifact.ok ? parseResult(artifact.value, job.status) : null;
  if (parsed?.ok) {
    const told = boundOutcome(withCause(parsed.value, job), site);
    const answered = await withAnswer(gitLab, asked, told);
    return { ok: true, value: await withFiles(gitLab, pageProject(asked), answered) };
  }
  const unreadable = parsed === null ? {} : { unreadable: true };
  const made = job.status === 'success' ? await readMade(gitLab, asked, job) : {};
  const known = fromMade(made);
  if (known) return { ok: true, value: { ...known, ...unreadable } };
  const log = await gitLab.trace(projectId, job.id);
  if (!log.ok && isPassing(log.failure.kind)) return log;
  const told = fromLog(job, log.ok ? log.value : null);
  return { ok: true, value: { ...withCause(told, job), ...unreadable, source: 'log' } };
}

/**
 * Reads what a run's ended job came to: its result file, else what it made on its page and as merge request, else its status and log.
 * A failure where GitLab could not be asked just now (`network`, `rate_limited`, `token_refused`); what GitLab keeps from the user counts as absent.
 */
export async function readOutcome(
  gitLab: GitLab,
  asked: FinishedRun,
  job: Job,
): Promise<Result<Outcome>> {
  const outcome = await read(gitLab, asked, job);
  return outcome.ok ? { ok: true, value: boundOutcome(outcome.value, asked.site) } : outcome;
}

function isPassing(kind: string): boolean {
  return kind === 'network' || kind === 'rate_limited' || kind === 'token_refused';
}
