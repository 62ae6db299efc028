import type { Job } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { Outcome } from './Outcome.ts';
import { parseResult } from './parseResult.ts';
import { logTail, printedByClaude } from './readLog.ts';

/** Where the job leaves its result among its artifacts. */
export const RESULT_PATH = '.claude-ci/result.json';

const EMPTY: Outcome = {
  kind: 'nothing',
  answer: '',
  branch: null,
  commits: [],
  mergeRequest: null,
  turns: null,
  costUsd: null,
  deniedTools: [],
  limit: null,
  errors: [],
};

/** What an ended pipeline came to of which nothing but its status is known. */
export function outcomeOfStatus(status: string): Outcome {
  if (status === 'canceled') return { ...EMPTY, kind: 'cancelled' };
  return { ...EMPTY, kind: status === 'failed' ? 'failed' : 'nothing' };
}

/** What an ended job without a result came to: never more than its status and log show. */
function fromLog(job: Job, log: string | null, why: string[]): Outcome {
  if (job.status === 'canceled') return { ...EMPTY, kind: 'cancelled', errors: why };
  if (job.status === 'failed') {
    const tail = log === null ? '' : logTail(log);
    const causes = [job.failure_reason ?? '', ...why, tail].filter((cause) => cause !== '');
    const timedOut = job.failure_reason === 'job_execution_timeout';
    return { ...EMPTY, kind: 'failed', limit: timedOut ? 'time' : null, errors: causes };
  }
  const answer = log === null || job.status !== 'success' ? '' : printedByClaude(log);
  return { ...EMPTY, kind: answer === '' ? 'nothing' : 'answered', answer, errors: why };
}

/**
 * Reads what a run's ended job came to: its result file, else its status and log. A failure where GitLab could not be asked just now
 * (`network`, `rate_limited`, `token_refused`); what GitLab keeps from the user counts as absent.
 */
export async function readOutcome(
  gitLab: GitLab,
  projectId: number,
  job: Job,
): Promise<Result<Outcome>> {
  const artifact = await gitLab.artifact(projectId, job.id, RESULT_PATH);
  if (!artifact.ok && isPassing(artifact.failure.kind)) return artifact;
  const parsed = artifact.ok ? parseResult(artifact.value, job.status) : null;
  if (parsed?.ok) return parsed;
  const log = await gitLab.trace(projectId, job.id);
  if (!log.ok && isPassing(log.failure.kind)) return log;
  const why = parsed === null ? [] : [parsed.failure.detail ?? ''];
  return { ok: true, value: fromLog(job, log.ok ? log.value : null, why) };
}

function isPassing(kind: string): boolean {
  return kind === 'network' || kind === 'rate_limited' || kind === 'token_refused';
}
