import type { Job, Pipeline } from '../gitlab/entities.ts';
import type { Failure, FailureKind } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { outcomeOfStatus, readOutcome } from '../outcome/readOutcome.ts';
import { findPipelines } from './findPipelines.ts';
import { pickJob } from './pickJob.ts';
import { isCounted, isFinal, DUPLICATES_UNTIL, type Run } from './Run.ts';
import { isAlive, stateOfStatus } from './stateOfStatus.ts';
import type { RunEvent } from './transition.ts';

/** What following needs: GitLab, the time, and a way to tell the run what was seen. */
export interface FollowTools {
  gitLab: GitLab;
  now(): string;
  tell(event: RunEvent): Promise<Run | null>;
}

/** Between two looks for duplicates, in milliseconds. */
const DUPLICATES_PAUSE = 5000;
/** What goes over: cancelling and looking are tried again after these. */
const PASSING: ReadonlySet<FailureKind> = new Set([
  'network',
  'not_json',
  'rate_limited',
  'token_refused',
]);

/** Cancels the duplicates that still live. What GitLab will not cancel is left to end by itself: the job of a duplicate does so at once. */
export async function endDuplicates(run: Run, { gitLab, tell }: FollowTools): Promise<void> {
  for (const pipelineId of run.toCancel ?? []) {
    const answer = await gitLab.cancelPipeline(run.projectId, pipelineId);
    if (answer.ok || !PASSING.has(answer.failure.kind))
      await tell({ type: 'duplicateEnded', pipelineId });
  }
}

/** Cancels the run's own pipeline once that is wanted, also where it is not listed. */
async function cancelOwn(
  run: Run,
  listed: Pipeline[] | undefined,
  following: FollowTools,
): Promise<void> {
  const { gitLab, now, tell } = following;
  const { pipelineId } = run;
  if (!run.cancelWanted || pipelineId === undefined || isFinal(run.state)) return;
  const seen = listed?.find(({ id }) => id === pipelineId)?.status ?? run.jobStatus;
  if (seen && !isAlive(seen)) return;
  const answer = await gitLab.cancelPipeline(run.projectId, pipelineId);
  if (answer.ok) return;
  const { failure } = answer;
  if (PASSING.has(failure.kind)) await tell({ type: 'followFailed', failure, at: now() });
  else await tell({ type: 'cancelRefused', failure });
}

/** Whether GitLab answers, where it did not give the list: the list is closed then. A run that was found can wait for it to open. */
async function isReachable(run: Run, failure: Failure, gitLab: GitLab): Promise<boolean> {
  if (!PASSING.has(failure.kind)) return true;
  return run.state === 'sending' && (await gitLab.project(run.projectId)).ok;
}

/** Lists once by name, tells the run, and cancels what must not live: duplicates, and its own pipeline once that is wanted. */
export async function listOnce(run: Run, following: FollowTools): Promise<Run | null> {
  const { gitLab, now, tell } = following;
  const listing = await findPipelines(gitLab, run);
  let next: Run | null;
  if (listing.ok) {
    const { items: pipelines, complete } = listing.value;
    next = await tell({ type: 'listed', pipelines, complete, at: now() });
  } else {
    const { failure } = listing;
    const reachable = await isReachable(run, failure, gitLab);
    next = await tell({ type: 'listingFailed', failure, reachable, at: now() });
  }
  if (next === null) return null;
  await endDuplicates(next, following);
  await cancelOwn(next, listing.ok ? listing.value.items : undefined, following);
  return next;
}

/** Whether the ref left the pipeline's commit: a push to it cancels what is pending. */
async function headMoved(run: Run, gitLab: GitLab, pipelineId: number): Promise<boolean> {
  const [pipeline, branch] = await Promise.all([
    gitLab.pipeline(run.projectId, pipelineId),
    gitLab.branch(run.projectId, run.ref),
  ]);
  return pipeline.ok && branch.ok && pipeline.value.sha !== branch.value.commit.id;
}

async function seeJob(
  run: Run,
  job: Job,
  pipelineId: number,
  following: FollowTools,
): Promise<void> {
  const { gitLab, now, tell } = following;
  const { status } = job;
  const state = stateOfStatus(status);
  if (!isFinal(state)) {
    await tell({ type: 'jobSeen', status, job, at: now() });
    return;
  }
  const moved =
    state === 'cancelled' && !run.cancelWanted && (await headMoved(run, gitLab, pipelineId));
  const outcome = await readOutcome(gitLab, run, job);
  if (!outcome.ok) await tell({ type: 'followFailed', failure: outcome.failure, at: now() });
  else {
    const event = { type: 'jobSeen', status, job, headMoved: moved, at: now() } as const;
    await tell({ ...event, outcome: outcome.value });
  }
}

/** Where our job is not in the pipeline, the pipeline itself counts once it has ended. */
async function seePipeline(run: Run, pipelineId: number, following: FollowTools): Promise<void> {
  const { gitLab, now, tell } = following;
  const pipeline = await gitLab.pipeline(run.projectId, pipelineId);
  if (!pipeline.ok) {
    // A project that is not shown (to this token) tells nothing of its pipelines.
    const gone = pipeline.failure.kind === 'not_found' && (await gitLab.project(run.projectId)).ok;
    await tell(
      gone
        ? { type: 'pipelineGone', at: now() }
        : { type: 'followFailed', failure: pipeline.failure, at: now() },
    );
    return;
  }
  const { status } = pipeline.value;
  const outcome = outcomeOfStatus(status);
  const event = { type: 'jobSeen', status, at: now() } as const;
  await tell(isFinal(stateOfStatus(status)) ? { ...event, outcome } : event);
}

/** Whether a run is to be looked for by name in this look. Where each takes many requests, duplicates are looked for once. */
function isSearched(run: Run, now: number): boolean {
  if (run.state === 'sending' || run.listedAt === undefined) return true;
  if (run.cancelWanted && !isFinal(run.state)) return true;
  if (isCounted(run)) return false;
  if (!run.named || isFinal(run.state)) return now - Date.parse(run.createdAt) >= DUPLICATES_UNTIL;
  return now - Date.parse(run.listedAt) >= DUPLICATES_PAUSE;
}

async function seeRun(run: Run, pipelineId: number, following: FollowTools): Promise<void> {
  const { gitLab, now, tell } = following;
  const jobs = await gitLab.pipelineJobs(run.projectId, pipelineId);
  const job = jobs.ok ? pickJob(run, jobs.value) : undefined;
  if (job) await seeJob(run, job, pipelineId, following);
  else if (jobs.ok || jobs.failure.kind === 'not_found' || jobs.failure.kind === 'forbidden') {
    await seePipeline(run, pipelineId, following);
  } else await tell({ type: 'followFailed', failure: jobs.failure, at: now() });
}

/** One look at one open run: sends no request that makes anything. */
export async function followRun(run: Run, following: FollowTools): Promise<void> {
  const { now, tell } = following;
  let present: Run | null = run;
  if (isSearched(run, Date.parse(now()))) present = await listOnce(run, following);
  else await endDuplicates(run, following);
  if (present === null) return;
  const { state, pipelineId } = present;
  if (!isFinal(state) && pipelineId !== undefined) await seeRun(present, pipelineId, following);
  await tell({ type: 'clock', at: now() });
}
