import type { Context } from '../Context.ts';
import { Writing } from '../describe/Writing.ts';

/** The context with what is selected on the page as a part of its own. */
export function withSelection(context: Context, selection: string | undefined): Context {
  if (selection === undefined || selection.trim() === '') return context;
  const item = new Writing().plain(selection).item({ what: 'selection' }, 0);
  const others = context.parts.filter(({ name }) => name !== 'selection');
  return { ...context, parts: [...others, { name: 'selection', items: [item], cut: [] }] };
}
