import type { ContextPart } from './Context.ts';
import { isResolved, threadLabelOf } from './describe/describeDiscussions.ts';
import type { Reading } from './gather/Reading.ts';
import { openThreadsOf } from './openThreadsOf.ts';
import type { Situation } from './Situation.ts';
import { plainLine } from './describe/Writing.ts';

/** The newest open thread in which the asker wrote. */
function openThread({ discussions, people: { me } }: Reading): Situation[] {
  if (!discussions.ok || me === null) return [];
  const mine = discussions.value.findLast(
    ({ notes }) =>
      notes.some(({ resolvable }) => resolvable) &&
      !isResolved(notes) &&
      notes.some(({ system, author }) => !system && author.id === me),
  );
  if (!mine) return [];
  return [{ kind: 'open_thread', discussionId: mine.id, label: plainLine(threadLabelOf(mine)) }];
}

/** More threads are open than one is asked about. */
function severalThreads(reading: Reading): Situation[] {
  const count = openThreadsOf(reading).length;
  return count > 1 ? [{ kind: 'open_threads', count }] : [];
}

/** The newest pipeline has failed. */
function failedPipeline(parts: readonly ContextPart[]): Situation[] {
  const jobs = parts.find(({ failing }) => failing);
  if (!jobs) return [];
  return [{ kind: 'failed_pipeline', ...(jobs.flaky && { flaky: jobs.flaky }) }];
}

type Plain = Exclude<Situation['kind'], 'open_thread' | 'open_threads' | 'failed_pipeline'>;

function when(holds: boolean | undefined, kind: Plain): Situation[] {
  return holds ? [{ kind }] : [];
}

/** What a page asks for, the most pressing first, out of what was read of it; nothing where it is closed. */
export function situationsOf(reading: Reading, parts: readonly ContextPart[]): Situation[] {
  const { page } = reading;
  if (page.state !== 'opened') return [];
  const mergeRequest = 'source_branch' in page ? page : null;
  return [
    ...failedPipeline(parts),
    ...when(mergeRequest?.detailed_merge_status === 'conflict', 'conflict'),
    ...openThread(reading),
    ...severalThreads(reading),
    ...when(mergeRequest?.draft === true, 'draft'),
    ...when((page.description ?? '').trim() === '', 'no_description'),
  ];
}
