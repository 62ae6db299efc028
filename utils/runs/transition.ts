// Over 250 lines, because the whole machine of states and events stands in one place.
import type { Job, Pipeline } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { Outcome } from '../outcome/Outcome.ts';
import { isFinal, type Run } from './Run.ts';
import { isAlive, stateOfStatus } from './stateOfStatus.ts';

/**
 *  drafted (a preview: no run yet)
 *     │ stored, then POST
 *  sending ──── posted, listed ────▶ created ──▶ waiting ──▶ running ─── jobSeen ──▶ finished, failed, skipped
 *     │                                 │            │           │
 *     ├─ refused, then listed ▶ failed  │            │           ├─ jobSeen: cancelled, not by us, head moved ▶ superseded
 *     │                                 ▼            ▼           ▼
 *     └─ clock ▶ lost                   └─── cancelWanted ─▶ canceling ─── jobSeen ──▶ cancelled, superseded (for a newer ask)
 *
 *  waiting is for a resource or for a runner: `jobStatus` tells (`waitingFor`). A job that is tried again leads from running back to waiting.
 *  cancelWanted while sending stays in force: what is found becomes canceling. cancelRefused leads back.
 *  pipelineGone, and a day without any answer (clock), lead from every state that is not final to lost.
 *  From final states nothing leads anywhere; only duplicates are still found (listed) and ended (duplicateEnded).
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
  /** `reachable`: GitLab answers, but keeps the list to itself. */
  | { type: 'listingFailed'; failure: Failure; reachable: boolean; at: string }
  /** A duplicate was cancelled, or had ended by itself. */
  | { type: 'duplicateEnded'; pipelineId: number }
  /** GitLab's word for our job, or for the pipeline where our job is not in it. `outcome` comes with a status that ends it. */
  | {
      type: 'jobSeen';
      status: string;
      job?: Job;
      /** Whether its ref has left the pipeline's commit. */
      headMoved?: boolean;
      outcome?: Outcome;
      at: string;
    }
  | { type: 'pipelineGone'; at: string }
  | { type: 'cancelWanted'; supersededBy?: string | undefined }
  | { type: 'cancelRefused'; failure: Failure }
  /** GitLab could not be asked this time. */
  | { type: 'followFailed'; failure: Failure; at: string }
  | { type: 'clock'; at: string };

/** After this many milliseconds without a trace a run that was sent counts as lost. */
export const LOST_AFTER = 90_000;
/** After this many milliseconds without any answer nothing more is expected. */
export const GIVE_UP_AFTER = 24 * 60 * 60_000;
/** How many listings it takes besides. */
const LISTINGS = 2;
/** A listing that fails so will not succeed a moment later. */
const NEVER_READABLE: ReadonlySet<string> = new Set(['token_refused', 'forbidden', 'not_found']);

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

function withoutFailure(run: Run): Run {
  const {
    failure: _failure,
    refused: _refused,
    listings: _listings,
    unseenSince: _unseenSince,
    ...rest
  } = run;
  return rest;
}

function ended(run: Run, state: 'failed' | 'lost', at: string, failure?: Failure): Run {
  const { listings: _listings, refused: _refused, unseenSince: _unseenSince, ...rest } = run;
  return { ...rest, state, finishedAt: at, ...(failure && { failure }) };
}

function found(run: Run, pipeline: Pipeline): Run {
  const sent = run.cancelWanted ? 'canceling' : 'created';
  return {
    ...withoutFailure(run),
    state: run.state === 'sending' ? sent : run.state,
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

/** Adds duplicates, and those to be cancelled; the run's own pipeline is never among them. */
function withDuplicates(run: Run, duplicates: readonly number[], toCancel: readonly number[]): Run {
  const own = (id: number) => id === run.pipelineId;
  const all = [...new Set([...(run.duplicates ?? []), ...duplicates])].filter((id) => !own(id));
  const alive = [...new Set([...(run.toCancel ?? []), ...toCancel])].filter((id) => !own(id));
  const { duplicates: _duplicates, toCancel: _toCancel, ...rest } = run;
  return {
    ...rest,
    ...(all.length > 0 && { duplicates: all }),
    ...(alive.length > 0 && { toCancel: alive }),
  };
}

/** The oldest pipeline of the name stays the run's; all others are duplicates. */
function listed(before: Run, event: Of<'listed'>): Run {
  const { unseenSince: _unseenSince, ...seen } = before;
  const run: Run = { ...seen, listedAt: event.at };
  const pipelines = event.pipelines.toSorted((one, other) => one.id - other.id);
  const [oldest] = pipelines;
  if (oldest === undefined) {
    return run.refused ? ended(run, 'failed', event.at) : counted(run, event.complete);
  }
  const known = run.pipelineId;
  const kept = (known ?? Infinity) <= oldest.id ? run : found(run, oldest);
  const ids = idsOf(pipelines);
  // Nothing tells that one has ended which is not listed.
  const unlisted = known === undefined || ids.includes(known) ? [] : [known];
  return withDuplicates(kept, [...ids, ...unlisted], [...livingOf(pipelines), ...unlisted]);
}

function idsOf(pipelines: readonly Pipeline[]): number[] {
  return pipelines.map(({ id }) => id);
}

function livingOf(pipelines: readonly Pipeline[]): number[] {
  return idsOf(pipelines.filter(({ status }) => isAlive(status)));
}

function listingFailed(run: Run, event: Of<'listingFailed'>): Run {
  if (run.state !== 'sending') return event.reachable ? { ...run, listedAt: event.at } : run;
  const definite = run.refused && NEVER_READABLE.has(event.failure.kind);
  if (definite) return ended(run, 'failed', event.at);
  if (event.reachable) return counted(run, false);
  return run.unseenSince === undefined ? { ...run, unseenSince: event.at } : run;
}

function posted(run: Run, { pipeline }: Of<'posted'>): Run {
  if (run.pipelineId === undefined) return found(run, pipeline);
  if (run.pipelineId === pipeline.id) return run;
  const duplicate = Math.max(pipeline.id, run.pipelineId);
  const oldest = duplicate === pipeline.id ? run : found(run, pipeline);
  return withDuplicates(oldest, [duplicate], [duplicate]);
}

function clock(run: Run, { at }: Of<'clock'>): Run {
  const now = Date.parse(at);
  const { unseenSince } = run;
  if (unseenSince !== undefined && now - Date.parse(unseenSince) >= GIVE_UP_AFTER) {
    const unchecked = { kind: 'answer_lost', ...run.failure, reason: 'unchecked' } as const;
    return ended(run, 'lost', at, run.state === 'sending' ? unchecked : run.failure);
  }
  if (run.state !== 'sending') return run;
  const age = now - Date.parse(run.createdAt);
  // The clock was set back: the wait begins anew.
  if (age < 0) return { ...run, createdAt: at };
  if (age < LOST_AFTER) return run;
  const { without, unclear } = run.listings ?? { without: 0, unclear: 0 };
  // The last listing has to be as late: the request may have taken long to be heard.
  const late =
    run.listedAt !== undefined &&
    Date.parse(run.listedAt) >= Date.parse(run.createdAt) + LOST_AFTER;
  if (without >= LISTINGS && unclear === 0 && late) return ended(run, 'lost', at);
  if (unclear < LISTINGS) return run;
  if (run.refused) return ended(run, 'failed', at);
  return ended(run, 'lost', at, { kind: 'answer_lost', ...run.failure, reason: 'unchecked' });
}

/** The project's path in the address of one of its jobs, where it is another one than when the run was sent. */
function movedTo(run: Run, job: Job): { movedTo?: string } {
  // In a central runner project the job's address says nothing of the page's.
  if (run.runner) return {};
  const [path] = job.web_url.slice(run.site.length + 1).split('/-/');
  const ofSite = job.web_url.startsWith(`${run.site}/`);
  return ofSite && path && path !== run.projectPath ? { movedTo: path } : {};
}

function ofJob(run: Run, job: Job): Partial<Run> {
  return {
    jobId: job.id,
    jobUrl: job.web_url,
    stage: job.stage,
    ...(job.started_at && { startedAt: job.started_at }),
    ...movedTo(run, job),
  };
}

function stateSeen(run: Run, { status, headMoved }: Of<'jobSeen'>): Run['state'] {
  const seen = stateOfStatus(status);
  if (seen === 'cancelled') {
    const superseded = run.cancelWanted ? run.supersededBy !== undefined : headMoved;
    return superseded ? 'superseded' : 'cancelled';
  }
  return run.cancelWanted && !isFinal(seen) ? 'canceling' : seen;
}

function jobSeen(run: Run, event: Of<'jobSeen'>): Run {
  if (run.state === 'sending') return run;
  const { job, status, outcome, at } = event;
  const state = stateSeen(run, event);
  // What ended may be a duplicate, whose job leaves the work to the older one: that is known only from a listing.
  if (isFinal(state) && run.listedAt === undefined) return run;
  const since = run.jobStatus === status ? run.jobStatusSince : undefined;
  return {
    ...withoutFailure(run),
    state,
    jobStatus: status,
    jobStatusSince: since ?? at,
    ...(job && ofJob(run, job)),
    ...(isFinal(state) && { finishedAt: job?.finished_at ?? at }),
    ...(outcome && { outcome }),
  };
}

function cancelWanted(run: Run, { supersededBy }: Of<'cancelWanted'>): Run {
  const state = run.state === 'sending' ? 'sending' : 'canceling';
  return { ...run, cancelWanted: true, state, ...(supersededBy && { supersededBy }) };
}

function cancelRefused(run: Run, failure: Failure): Run {
  const { cancelWanted: _cancelWanted, supersededBy: _supersededBy, ...rest } = run;
  if (run.state !== 'canceling') return { ...rest, failure };
  const before = stateOfStatus(run.jobStatus ?? 'created');
  return { ...rest, failure, state: isFinal(before) ? 'created' : before };
}

function duplicateEnded(run: Run, { pipelineId }: Of<'duplicateEnded'>): Run {
  const { toCancel, ...rest } = run;
  if (!toCancel?.includes(pipelineId)) return run;
  const left = toCancel.filter((id) => id !== pipelineId);
  return left.length === 0 ? rest : { ...rest, toCancel: left };
}

/** What ended stays as it is; only its duplicates are found and ended. A day later they have ended too, whatever GitLab said. */
function afterTheEnd(run: Run, event: RunEvent): Run {
  if (run.pipelineId === undefined) return run;
  if (event.type === 'listed') {
    const { pipelines } = event;
    return withDuplicates({ ...run, listedAt: event.at }, idsOf(pipelines), livingOf(pipelines));
  }
  if (event.type === 'listingFailed' && event.reachable) return { ...run, listedAt: event.at };
  if (event.type !== 'clock') return run;
  const { toCancel: _toCancel, ...rest } = run;
  const age = Date.parse(event.at) - Date.parse(run.finishedAt ?? run.createdAt);
  return age >= GIVE_UP_AFTER ? { ...rest, listedAt: event.at } : run;
}

/** What a run is after an event. An event that cannot happen in its state leaves the run as it is: the same object. */
export function transition(run: Run, event: RunEvent): Run {
  if (event.type === 'duplicateEnded') return duplicateEnded(run, event);
  if (isFinal(run.state)) return afterTheEnd(run, event);
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
      return cancelWanted(run, event);
    case 'cancelRefused':
      return cancelRefused(run, event.failure);
    case 'followFailed':
      return run.state === 'sending'
        ? run
        : { ...run, failure: event.failure, unseenSince: run.unseenSince ?? event.at };
    case 'clock':
      return clock(run, event);
  }
}
