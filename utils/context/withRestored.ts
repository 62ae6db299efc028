import type { Context, ContextItem } from './Context.ts';
import type { Restored } from './restoreKeys.ts';

function holds({ removals }: Pick<ContextItem, 'removals'>, restored: Restored): boolean {
  return removals.some(({ key }) => key !== undefined && restored.has(key));
}

function rewritten(given: ContextItem, restored: Restored): ContextItem {
  const { grow } = given;
  const item = grow ? { ...given, grow: (bytes: number) => grow(bytes, restored) } : given;
  if (item.rewrite === undefined || !holds(item, restored)) return item;
  return { ...item, ...item.rewrite(restored) };
}

/** The context with what the user put back. Items without any of it stay as they are, and unread where nobody has looked at them. */
export function withRestored(context: Context, restored: Restored): Context {
  if (restored.size === 0) return context;
  const parts = context.parts.map((part) => ({
    ...part,
    items: part.items.map((item) => rewritten(item, restored)),
  }));
  return { ...context, parts };
}
