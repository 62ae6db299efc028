import type { Context } from '../context/Context.ts';
import { MOST_THREADS, type OpenThread } from '../context/OpenThread.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { JudgedJobs } from '../pipeline/judgeJobs.ts';
import { THREADS_SINCE } from '../pipeline/jobVersion.ts';
import { THREADS_PRESET } from '../prompt/presetNames.ts';
import type { Preset } from '../prompt/Preset.ts';
import type { PreviewRequest, PreviewThreads } from './Preview.ts';

/** So many are listed, the newest: more are no list to tick in. */
const MOST_LISTED = 100;

interface Asked {
  preset: Pick<Preset, 'name'>;
  request: Pick<PreviewRequest, 'discussionId' | 'threads'>;
  gathered: { context: Pick<Context, 'openThreads'> };
}

/** The threads that this ask is to have resolved, as they stand on the page. */
export function askedThreads({ preset, request, gathered }: Asked): OpenThread[] {
  if (preset.name !== THREADS_PRESET || request.discussionId !== undefined) return [];
  const ticked = new Set(request.threads);
  return (gathered.context.openThreads ?? []).filter(({ id }) => ticked.has(id));
}

/** What the panel shows of a merge request's threads; nothing where there is nothing to tick. */
export function shownThreads(material: Asked & { resolves?: boolean }): {
  threads?: PreviewThreads;
} {
  const { preset, request, gathered, resolves = false } = material;
  if (request.discussionId !== undefined) return {};
  const asked = new Set(askedThreads(material).map(({ id }) => id));
  const every = gathered.context.openThreads ?? [];
  const open = every.slice(-MOST_LISTED).map((thread) => ({ ...thread, on: asked.has(thread.id) }));
  const earlier = every.length - open.length;
  const ticked = preset.name === THREADS_PRESET ? new Set(request.threads).size : 0;
  const gone = ticked - asked.size;
  return open.length === 0 && gone === 0 ? {} : { threads: { open, earlier, gone, resolves } };
}

/** The same as the run that Send starts names them; none where there are none. */
export function threadsOfRun(material: Asked): { threads?: { id: string; label: string }[] } {
  const threads = askedThreads(material).map(({ id, place, author }) => ({
    id,
    label: place ?? author,
  }));
  return threads.length > 0 ? { threads } : {};
}

function refused(reason: NonNullable<Failure['reason']>): Failure {
  return { kind: 'refused', reason };
}

/** What is in the way of an ask that resolves threads. */
export function threadsFailure(
  material: Asked,
  ours: boolean,
  jobs: Pick<JudgedJobs, 'version'> | null,
): Failure | undefined {
  if (material.preset.name !== THREADS_PRESET) return undefined;
  if (!ours) return refused('threads_other_job');
  if ((jobs?.version ?? THREADS_SINCE) < THREADS_SINCE) return refused('threads_old_job');
  const count = askedThreads(material).length;
  if (count === 0) return refused('no_threads');
  return count > MOST_THREADS
    ? { ...refused('too_many_threads'), subject: `${count} > ${MOST_THREADS}` }
    : undefined;
}
