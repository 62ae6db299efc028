import { parseStep, parseUsage, type Step, type StepKind } from './jobLog.ts';
import { withoutStamps } from '../context/gather/withoutStamps.ts';
import { MOST_STEPS, type Stage } from './Progress.ts';

/** A growing log as far as it was read: never kept whole. */
export interface LogSoFar {
  /** UTF-8 bytes of all lines that are complete. */
  bytes: number;
  /** The log's beginning: how a server shows itself that ignores offsets. */
  head: string;
  /** The last complete line: read again with the next piece, as the proof that the two fit. */
  seam: string;
  /** The newest last. */
  steps: Step[];
  stepCount: number;
  kinds: ReadonlySet<StepKind>;
  costUsd: number | null;
  tokens: number | null;
  /** The end of the log as it came. */
  tail: string;
}

const HEAD = 512;
const TAIL = 60_000;
/** A log this short is read whole. */
const SHORT = 2048;
/** What Claude Code prints itself where a job does not read its stream (`--output-format json` and `stream-json`). */
const COST = /"total_cost_usd":\s*(\d+(?:\.\d+)?)/;

export const NO_LOG: LogSoFar = {
  bytes: 0,
  head: '',
  seam: '',
  steps: [],
  stepCount: 0,
  kinds: new Set(),
  costUsd: null,
  tokens: null,
  tail: '',
};

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}

/** Where to read on, in bytes. */
export function offsetOf({ bytes, seam }: LogSoFar): number {
  return bytes < SHORT ? 0 : bytes - byteLength(seam);
}

/** Adds what stands behind the complete lines. */
function added(log: LogSoFar, text: string): LogSoFar {
  const end = text.lastIndexOf('\n') + 1;
  const complete = text.slice(0, end);
  const lines = complete.split('\n').slice(0, -1);
  const written = withoutStamps(complete).split('\n');
  const steps = written.flatMap((line) => parseStep(line) ?? []);
  const usages = written.flatMap((line) => parseUsage(line) ?? []);
  const costs = written.flatMap((line) => parseUsage(line)?.costUsd ?? COST.exec(line)?.[1] ?? []);
  const last = lines.at(-1);
  const before = log.tail.slice(0, log.tail.lastIndexOf('\n') + 1);
  return {
    bytes: log.bytes + byteLength(complete),
    head: log.head.length < HEAD ? (log.head + complete).slice(0, HEAD) : log.head,
    seam: last === undefined ? log.seam : `${last}\n`,
    steps: [...log.steps, ...steps].slice(-MOST_STEPS),
    stepCount: log.stepCount + steps.length,
    kinds: new Set([...log.kinds, ...steps.map(({ kind }) => kind)]),
    costUsd: costs.length === 0 ? log.costUsd : Number(costs.at(-1)),
    tokens: usages.at(-1)?.tokens ?? log.tokens,
    tail: (before + text).slice(-TAIL),
  };
}

/**
 * The log with what a server answered that was asked from `offsetOf(log)` on: GitLab 19.3 gives the rest, an older one the whole.
 * Null where the answer does not fit what was read: then it must be read from the beginning.
 */
export function continued(log: LogSoFar, answer: string): LogSoFar | null {
  if (offsetOf(log) === 0 || answer.startsWith(log.head)) return added(NO_LOG, answer);
  return answer.startsWith(log.seam) ? added(log, answer.slice(log.seam.length)) : null;
}

/** How far the job is, by what it has told; `lasting` where it tells nothing. */
export function stageOf({ kinds, bytes }: LogSoFar): Stage {
  const seen = (...some: StepKind[]) => some.some((kind) => kinds.has(kind));
  if (seen('committed', 'pushed', 'merge-request', 'note', 'ended')) return 'delivering';
  if (seen('started')) return 'thinking';
  if (seen('prepared')) return 'installing';
  return seen('checked') || bytes < SHORT ? 'starting' : 'lasting';
}
