import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { continued, NO_LOG, offsetOf, stageOf, type LogSoFar } from './LogSoFar.ts';
import type { Progress, Waiting } from './Progress.ts';
import { colouredTail } from './readLog.ts';

/** What of a run is needed to read its job; `jobStatus` is GitLab's word. */
export interface WatchedRun {
  site: string;
  projectId: number;
  jobId?: number;
  jobStatus?: string;
}

interface WatchedJob extends WatchedRun {
  jobId: number;
}

/** Logs kept at once: one for each job that is watched, and a few that were. */
const KEPT = 8;
/** From here on a person wonders why nobody takes the job; in seconds. */
const LONG_WAIT = 60;
const TAIL_LINES = 200;

const NOT_BEGUN: Progress = {
  stage: 'starting',
  steps: [],
  stepCount: 0,
  costUsd: null,
  tokens: null,
};

async function waitingFor(gitLab: GitLab, job: WatchedJob): Promise<Result<Waiting>> {
  const found = await gitLab.job(job.projectId, job.jobId);
  if (!found.ok) return found;
  const tags = found.value.tag_list ?? [];
  const seconds = found.value.queued_duration ?? null;
  const long = seconds === null || seconds >= LONG_WAIT;
  const runners = long ? await gitLab.onlineRunners(job.projectId, tags) : null;
  return { ok: true, value: { seconds, tags, runners: runners?.ok ? runners.value.length : null } };
}

/** Reads jobs while they are watched: a log that grows is read on from where the last reading ended. */
export function createProgressReader() {
  const logs = new Map<string, LogSoFar>();

  async function read(gitLab: GitLab, job: WatchedJob): Promise<Result<LogSoFar>> {
    const key = `${job.site} ${job.projectId} ${job.jobId}`;
    const before = logs.get(key) ?? NO_LOG;
    const answer = await gitLab.trace(job.projectId, job.jobId, offsetOf(before));
    if (!answer.ok) return answer;
    let log = continued(before, answer.value);
    if (log === null) {
      const whole = await gitLab.trace(job.projectId, job.jobId);
      if (!whole.ok) return whole;
      log = continued(NO_LOG, whole.value);
    }
    const now = log ?? NO_LOG;
    logs.delete(key);
    logs.set(key, now);
    for (const oldest of [...logs.keys()].slice(0, -KEPT)) logs.delete(oldest);
    return { ok: true, value: now };
  }

  return {
    /** One look, null before there is a job; `withLog` adds the log's last lines. A failure where GitLab could not be asked. */
    async look(
      gitLab: GitLab,
      run: WatchedRun,
      withLog: boolean,
    ): Promise<Result<Progress | null>> {
      const { jobId } = run;
      if (jobId === undefined) return { ok: true, value: null };
      const job = { ...run, jobId };
      if (job.jobStatus === 'pending') {
        const waiting = await waitingFor(gitLab, job);
        return waiting.ok ? { ok: true, value: { ...NOT_BEGUN, waiting: waiting.value } } : waiting;
      }
      const log = await read(gitLab, job);
      if (!log.ok) return log;
      const { steps, stepCount, costUsd, tokens, tail } = log.value;
      return {
        ok: true,
        value: {
          stage: stageOf(log.value),
          steps,
          stepCount,
          costUsd,
          tokens,
          ...(withLog && { tail: colouredTail(tail, TAIL_LINES) }),
        },
      };
    },
  };
}
