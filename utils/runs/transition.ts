import type { Job, Pipeline } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { Outcome } from '../outcome/Outcome.ts';
import { isFinal, type Run } from './Run.ts';
import { stateOfStatus } from './stateOfStatus.ts';

/**
 *  sending ──── posted, listed ────▶ created ──▶ waiting ──▶ running ─── jobSeen ──▶ finished, failed, skipped
 *     │                                 │            │           │
 *     ├─ refused, then listed ▶ failed  │            │           ├─ jobSeen: cancelled, not by us, head moved ▶ superseded
 *     │                                 ▼            ▼           ▼
 *     └─ clock ▶ lost                   └─── cancelWanted ─▶ canceling ─── jobSeen ──▶ cancelled
 *
 *  cancelWanted while sending stays in force: what is found becomes canceling. cancelRefused leads back.
 *  pipelineGone leads from every state that is not final to lost. From final states nothing leads anywhere.
 */
export type RunEvent =
  /** GitLab answered with the pipeline. */
  | { type: 'posted'; pipeline: Pipeline }
  /** GitLab refused. */
  | { type: 'refused'; failure: Failure }
  /** It cannot be known whether a pipeline was made. */
  | { type: 'answerLost'; failure: Failure }
  /** All pipelines of the run's name that were found. */
  | { type: 'listed'; pipelines: Pipeline[]; complete: boolean; at: string }
  | { type: 'listingFailed'; failure: Failure; at: string }
  /** GitLab's word for our job, or for the pipeline where our job is not in it. `outcome` comes with a status that ends it. */
  | {
      type: 'jobSeen';
      status: string;
      job?: Job;
      headMoved: boolean;
      outcome?: Outcome;
      at: string;
    }
  | { type: 'pipelineGone'; at: string }
  | { type: 'cancelWanted' }
  | { type: 'cancelRefused'; failure: Failure }
  /** GitLab could not be asked this time. */
  | { type: 'followFailed'; failure: Failure }
  | { type: 'clock'; at: string };

/** After this many milliseconds without a trace a run that was sent counts as lost. */
export const LOST_AFTER = 90_000;
/** How many listings it takes besides. */
const LISTINGS = 2;
/** A listing that fails so will not succeed a moment later. */
const NEVER_READABLE: ReadonlySet<string> = new Set(['token_refused', 'forbidden', 'not_found']);

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

function withoutFailure(run: Run): Run {
  const { failure: _failure, refused: _refused, listings: _listings, ...rest } = run;
  return rest;
}

function ended(run: Run, state: 'failed' | 'lost', at: string, failure?: Failure): Run {
  const { listings: _listings, refused: _refused, ...rest } = run;
  return { ...rest, state, finishedAt: at, ...(failure && { failure }) };
}

function found(run: Run, pipeline: Pipeline): Run {
  const state =
    run.state === 'sending' || run.state === 'created'
      ? run.cancelWanted
        ? 'canceling'
        : 'created'
      : run.state;
  return {
    ...withoutFailure(run),
    state,
    pipelineId: pipeline.id,
    pipelineUrl: pipeline.web_url,
  };
}

/** Counts a listing that showed no pipeline; `clear` where it would have shown one. */
function counted(run: Run, clear: boolean): Run {
  if (run.state !== 'sending') return run;
  const { without, unclear } = run.listings ?? { without: 0, unclear: 0 };
  const listings = clear ? { without: without + 1, unclear: 0 } : { without, unclear: unclear + 1 };
  return { ...run, listings };
}

/** The oldest pipeline of the name stays the run's; all others are twins. */
function listed(run: Run, event: Of<'listed'>): Run {
  const [oldest, ...younger] = event.pipelines.toSorted((one, other) => one.id - other.id);
  if (oldest === undefined) {
    const definite = run.state === 'sending' && run.refused;
    return definite ? ended(run, 'failed', event.at) : counted(run, event.complete);
  }
  const twins = new Set([...(run.twins ?? []), ...younger.map(({ id }) => id)]);
  const known = run.pipelineId;
  if (known !== undefined && known < oldest.id) twins.add(oldest.id);
  const kept = known !== undefined && known <= oldest.id ? run : found(run, oldest);
  if (known !== undefined && known > oldest.id) twins.add(known);
  twins.delete(kept.pipelineId ?? 0);
  return twins.size === 0 ? kept : { ...kept, twins: [...twins] };
}

function listingFailed(run: Run, event: Of<'listingFailed'>): Run {
  const definite = run.refused && NEVER_READABLE.has(event.failure.kind);
  return definite ? ended(run, 'failed', event.at) : counted(run, false);
}

function posted(run: Run, { pipeline }: Of<'posted'>): Run {
  if (run.pipelineId === undefined) return found(run, pipeline);
  if (run.pipelineId === pipeline.id) return run;
  const [oldest, twin] = [run.pipelineId, pipeline.id].toSorted((one, other) => one - other);
  const kept = oldest === pipeline.id ? found(run, pipeline) : run;
  const twins = new Set(run.twins).add(twin ?? 0);
  twins.delete(oldest ?? 0);
  return { ...kept, twins: [...twins] };
}

function clock(run: Run, { at }: Of<'clock'>): Run {
  const age = Date.parse(at) - Date.parse(run.createdAt);
  if (run.state !== 'sending' || age < LOST_AFTER) return run;
  const { without, unclear } = run.listings ?? { without: 0, unclear: 0 };
  if (without >= LISTINGS) return ended(run, 'lost', at);
  if (unclear < LISTINGS) return run;
  if (run.refused) return ended(run, 'failed', at);
  const detail = 'It could not be checked whether a pipeline was made.';
  return ended(run, 'lost', at, { kind: 'answer_lost', ...run.failure, detail });
}

function jobSeen(run: Run, event: Of<'jobSeen'>): Run {
  if (run.state === 'sending') return run;
  const { job, status, outcome, at } = event;
  const seen = stateOfStatus(status);
  const state =
    seen === 'cancelled' && event.headMoved && !run.cancelWanted
      ? 'superseded'
      : run.cancelWanted && !isFinal(seen)
        ? 'canceling'
        : seen;
  return {
    ...withoutFailure(run),
    state,
    jobStatus: status,
    ...(job && { jobId: job.id, jobUrl: job.web_url }),
    ...(isFinal(state) && { finishedAt: job?.finished_at ?? at }),
    ...(outcome && { outcome }),
  };
}

function cancelRefused(run: Run, failure: Failure): Run {
  const { cancelWanted: _cancelWanted, ...rest } = run;
  if (run.state !== 'canceling') return { ...rest, failure };
  const before = stateOfStatus(run.jobStatus ?? 'created');
  return { ...rest, failure, state: isFinal(before) ? 'created' : before };
}

/** What a run is after an event. An event that cannot happen in its state leaves the run as it is: the same object. */
export function transition(run: Run, event: RunEvent): Run {
  if (isFinal(run.state)) return run;
  switch (event.type) {
    case 'posted':
      return posted(run, event);
    case 'refused':
      return run.state === 'sending' ? { ...run, failure: event.failure, refused: true } : run;
    case 'answerLost':
      return run.state === 'sending' ? { ...run, failure: event.failure } : run;
    case 'listed':
      return listed(run, event);
    case 'listingFailed':
      return listingFailed(run, event);
    case 'jobSeen':
      return jobSeen(run, event);
    case 'pipelineGone':
      return run.state === 'sending'
        ? run
        : ended(run, 'lost', event.at, { kind: 'not_found', subject: String(run.pipelineId) });
    case 'cancelWanted':
      return {
        ...run,
        cancelWanted: true,
        state: run.state === 'sending' ? 'sending' : 'canceling',
      };
    case 'cancelRefused':
      return cancelRefused(run, event.failure);
    case 'followFailed':
      return run.state === 'sending' ? run : { ...run, failure: event.failure };
    case 'clock':
      return clock(run, event);
  }
}
