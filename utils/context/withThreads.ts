import type { Context, ContextItem } from './Context.ts';
import { HEAD } from './describe/heads.ts';
import type { OpenThread } from './OpenThread.ts';

/** How `describeDiscussions` begins a thread. */
const BEGINNING = `${HEAD}Thread`;

function marked(item: ContextItem, { id, outdated }: OpenThread): ContextItem {
  const older = outdated ? ' (its line is of an earlier version of the diff)' : '';
  const head = `${BEGINNING} ${id}, to be resolved${older},`;
  const withHead = (text: string): string => text.replace(BEGINNING, () => head);
  const { rewrite } = item;
  return {
    ...item,
    text: withHead(item.text),
    ...(rewrite && {
      rewrite: (restored) => {
        const again = rewrite(restored);
        return { ...again, text: withHead(again.text) };
      },
    }),
    asked: true,
    tier: 'asked',
  };
}

/**
 * A context for a run that resolves threads: those stand first, marked by their ids, in their order, and go last when not all fits.
 * @param others whether the other threads go along
 */
export function withThreads(
  context: Context,
  threads: readonly OpenThread[],
  others: boolean,
): Context {
  if (threads.length === 0) return context;
  const parts = context.parts.map((part) => {
    if (part.name !== 'threads') return part;
    const first = threads.flatMap((thread) => {
      const item = part.items.find((one) => one.thread === thread.id && !one.restricted);
      return item === undefined ? [] : [marked(item, thread)];
    });
    const ids = new Set(threads.map(({ id }) => id));
    const rest = others ? part.items.filter(({ thread = '' }) => !ids.has(thread)) : [];
    return { ...part, items: [...first, ...rest] };
  });
  return { ...context, parts };
}
