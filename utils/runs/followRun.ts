import type { Job, Pipeline } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { outcomeOfStatus, readOutcome } from '../outcome/readOutcome.ts';
import { findPipelines } from './findPipelines.ts';
import { pickJob } from './pickJob.ts';
import { isFinal, type Run } from './Run.ts';
import { stateOfStatus } from './stateOfStatus.ts';
import type { RunEvent } from './transition.ts';

/** What following needs: GitLab, the time, and a way to tell the run what was seen. */
export interface Following {
  gitLab: GitLab;
  now(): string;
  tell(event: RunEvent): Promise<Run | null>;
}

/** While this young, in milliseconds, a run is looked for by name again: a doubled request may make its pipeline late. */
const TWINS_UNTIL = 60_000;

function isAlive({ status }: Pipeline): boolean {
  return status !== 'canceling' && !isFinal(stateOfStatus(status));
}

/** Cancels pipelines; a refusal is told to the run. */
async function cancelAll(run: Run, ids: Iterable<number>, following: Following): Promise<void> {
  for (const id of ids) {
    const answer = await following.gitLab.cancelPipeline(run.projectId, id);
    if (!answer.ok && run.cancelWanted) {
      await following.tell({ type: 'cancelRefused', failure: answer.failure });
      return;
    }
  }
}

/** Lists once by name, tells the run, and cancels what must not live: twins, and every pipeline of the name once that is wanted, the known one also where it is not listed. */
export async function listOnce(run: Run, following: Following): Promise<Run | null> {
  const { gitLab, now, tell } = following;
  const listing = await findPipelines(gitLab, run);
  const next = await tell(
    listing.ok
      ? {
          type: 'listed',
          pipelines: listing.value.items,
          complete: listing.value.complete,
          at: now(),
        }
      : { type: 'listingFailed', failure: listing.failure, at: now() },
  );
  if (next === null || isFinal(next.state)) return next;
  const listed = listing.ok ? listing.value.items : [];
  const doomed = new Set(listed.filter(isAlive).map(({ id }) => id));
  const known = next.pipelineId;
  if (known !== undefined && !next.cancelWanted) doomed.delete(known);
  const seen = listed.some(({ id }) => id === known);
  if (known !== undefined && next.cancelWanted && !seen) doomed.add(known);
  await cancelAll(next, doomed, following);
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

async function seeJob(run: Run, job: Job, pipelineId: number, following: Following): Promise<void> {
  const { gitLab, now, tell } = following;
  const { status } = job;
  const state = stateOfStatus(status);
  if (!isFinal(state)) {
    await tell({ type: 'jobSeen', status, job, headMoved: false, at: now() });
    return;
  }
  const moved =
    state === 'cancelled' && !run.cancelWanted && (await headMoved(run, gitLab, pipelineId));
  const outcome = await readOutcome(gitLab, run.projectId, job);
  if (!outcome.ok) await tell({ type: 'followFailed', failure: outcome.failure });
  else {
    const event = { type: 'jobSeen', status, job, headMoved: moved, at: now() } as const;
    await tell({ ...event, outcome: outcome.value });
  }
}

/** Where our job is not in the pipeline, the pipeline itself counts once it has ended. */
async function seePipeline(run: Run, pipelineId: number, following: Following): Promise<void> {
  const { gitLab, now, tell } = following;
  const pipeline = await gitLab.pipeline(run.projectId, pipelineId);
  if (!pipeline.ok) {
    const gone = pipeline.failure.kind === 'not_found';
    await tell(
      gone
        ? { type: 'pipelineGone', at: now() }
        : { type: 'followFailed', failure: pipeline.failure },
    );
    return;
  }
  const { status } = pipeline.value;
  const outcome = outcomeOfStatus(status);
  const event = { type: 'jobSeen', status, headMoved: false, at: now() } as const;
  await tell(isFinal(stateOfStatus(status)) ? { ...event, outcome } : event);
}

/** One look at one open run: sends no request that makes anything. */
export async function followRun(run: Run, following: Following): Promise<void> {
  const { gitLab, now, tell } = following;
  const young = Date.parse(now()) - Date.parse(run.createdAt) < TWINS_UNTIL;
  const search = run.state === 'sending' || run.cancelWanted || (young && run.named);
  const present = search ? await listOnce(run, following) : run;
  if (present === null || isFinal(present.state)) return;
  if (present.pipelineId === undefined) {
    await tell({ type: 'clock', at: now() });
    return;
  }
  const jobs = await gitLab.pipelineJobs(present.projectId, present.pipelineId);
  const job = jobs.ok ? pickJob(present, jobs.value) : undefined;
  if (job) await seeJob(present, job, present.pipelineId, following);
  else if (jobs.ok || jobs.failure.kind === 'not_found' || jobs.failure.kind === 'forbidden') {
    await seePipeline(present, present.pipelineId, following);
  } else await tell({ type: 'followFailed', failure: jobs.failure });
}
