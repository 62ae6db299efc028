import type { Pipeline } from '../../gitlab/entities.ts';
import type { FailureKind } from '../../gitlab/Failure.ts';
import type { Run } from '../Run.ts';
import type { GreenEnd, UntilGreen } from './UntilGreen.ts';

/**
 *  asked ── runEnded ──▶ pushed ── seen: failed ──▶ red ── asked ──▶ fixing ── runEnded ──▶ pushed …
 *    │                     │ ▲                       │                 │
 *    │                     │ └── seen: tried again ──┤                 │
 *    └─────────────────────┴────────────┬────────────┴─────────────────┘
 *                                       ▼
 *            ended: green, stopped, a limit, or what else is in the way (`GreenEnd`)
 *
 *  A limit ends it when the next step is due, and nothing that is under way. From ended nothing leads anywhere.
 */
export type GreenEvent =
  /** The ask that is under way has ended. `spentUsd`: all asks so far. */
  | { type: 'runEnded'; run: Run; spentUsd: number; at: string }
  /** The merge request and its newest pipeline of Claude's commits, as they are. `id` is free for a further ask. */
  | {
      type: 'seen';
      opened: boolean;
      head: string | null;
      pipeline: Pipeline | null;
      id: string;
      at: string;
    }
  /** The further ask is a run. */
  | { type: 'asked' }
  | { type: 'ended'; end: GreenEnd; failure?: FailureKind };

/** GitLab shows a push at its merge request, and makes its pipeline, so many milliseconds later at most. */
export const ARRIVES_WITHIN = 120_000;

/** Statuses of a pipeline after which nothing more happens by itself. */
const ENDS: Record<string, GreenEnd> = {
  success: 'green',
  canceled: 'canceled',
  canceling: 'canceled',
  skipped: 'skipped',
  manual: 'manual',
};

function ended(green: UntilGreen, end: GreenEnd, failure?: FailureKind): UntilGreen {
  const { next: _next, ...rest } = green;
  return { ...rest, phase: 'ended', end, ...(failure && { failure }) };
}

function runEnded(green: UntilGreen, { run, spentUsd, at }: Of<'runEnded'>): UntilGreen {
  if (green.phase !== 'asked' && green.phase !== 'fixing') return green;
  const { pipeline: _pipeline, ...rest } = { ...green, spentUsd };
  if (run.state === 'cancelled' || run.state === 'superseded') return ended(rest, 'stopped');
  const { commits = [], mergeRequest = null } = run.outcome ?? {};
  if (run.state !== 'finished') return ended(rest, 'failed');
  if (commits.length === 0 || mergeRequest === null) return ended(rest, 'not_pushed');
  return {
    ...rest,
    phase: 'pushed',
    iid: mergeRequest.iid,
    commits,
    pushedAt: run.finishedAt ?? at,
    after: run.pipelineId ?? 0,
    arrived: false,
  };
}

/** A further ask, within the limits. */
function failedPipeline(green: UntilGreen, { id, at }: Of<'seen'>): UntilGreen {
  const { asks, costUsd } = green.limits;
  if (green.fixes.length >= asks) return ended(green, 'asks');
  if (costUsd !== null && green.spentUsd >= costUsd) return ended(green, 'cost');
  if (at >= green.until) return ended(green, 'time');
  return { ...green, phase: 'red', next: green.next ?? id };
}

function seen(before: UntilGreen, event: Of<'seen'>): UntilGreen {
  if (before.phase !== 'pushed' && before.phase !== 'red') return before;
  const { opened, head, pipeline, at } = event;
  if (!opened) return ended(before, 'closed');
  const late = Date.parse(at) - Date.parse(before.pushedAt ?? at) >= ARRIVES_WITHIN;
  if (head === null || !before.commits.includes(head))
    return before.arrived || late ? ended(before, 'moved') : before;
  const { next: _next, ...arrived } = { ...before, arrived: true };
  if (pipeline === null) return late ? ended(arrived, 'no_pipeline') : arrived;
  const { status, web_url: webUrl } = pipeline;
  const green = { ...arrived, pipeline: { id: pipeline.id, status, webUrl } };
  const end = ENDS[status];
  if (end) return ended(green, end);
  if (status === 'failed')
    return failedPipeline({ ...green, ...(before.next && { next: before.next }) }, event);
  return at >= green.until ? ended(green, 'time') : { ...green, phase: 'pushed' };
}

function asked(green: UntilGreen): UntilGreen {
  const { next, ...rest } = green;
  if (green.phase !== 'red' || next === undefined) return green;
  return { ...rest, phase: 'fixing', fixes: [...green.fixes, next] };
}

type Of<Type extends GreenEvent['type']> = Extract<GreenEvent, { type: Type }>;

/** What comes after an event; one that cannot happen in its phase changes nothing. */
export function greenTransition(green: UntilGreen, event: GreenEvent): UntilGreen {
  if (green.phase === 'ended') return green;
  switch (event.type) {
    case 'runEnded':
      return runEnded(green, event);
    case 'seen':
      return seen(green, event);
    case 'asked':
      return asked(green);
    case 'ended':
      return ended(green, event.end, event.failure);
  }
}
