import type { LineRange, Selected, SelectionOrigin } from '../../page/selected/Selected.ts';
import type { Context } from '../Context.ts';
import { Writing } from '../describe/Writing.ts';

function linesOf({ first, last }: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function sidesOf(old: LineRange | undefined, fresh: LineRange | undefined): string {
  const sides = [
    ...(fresh ? [`${linesOf(fresh)} of the new side`] : []),
    ...(old ? [`${linesOf(old)} of the old side`] : []),
  ];
  return sides.length === 0 ? '' : `, ${sides.join(', ')}`;
}

/** The line that says where it is from; its names are others' words. */
function headOf(from: SelectionOrigin): Writing {
  const writing = new Writing();
  switch (from.kind) {
    case 'diff':
      return writing
        .head('From the diff of ')
        .line(from.path)
        .own(`${sidesOf(from.old, from.new)}\n\n`);
    case 'description':
      return writing.head('From the description\n\n');
    case 'comment':
      if (from.author === undefined) return writing.head('From a comment\n\n');
      return writing.head('From a comment by ').line(`@${from.author}`).own('\n\n');
    case 'log':
      return writing
        .head('From the log of the job ')
        .line(from.job)
        .own(`${from.lines ? `, ${linesOf(from.lines)}` : ''}\n\n`);
    case 'file': {
      writing.head('From the file ').line(from.path);
      if (from.ref !== undefined) writing.own(' at ').line(from.ref);
      return writing.own(`${from.lines ? `, ${linesOf(from.lines)}` : ''}\n\n`);
    }
  }
}

/** The context with what is selected on the page as a part of its own. */
export function withSelection(context: Context, selected: Selected | undefined): Context {
  if (selected === undefined || selected.text.trim() === '') return context;
  const writing = selected.from ? headOf(selected.from) : new Writing();
  const item = writing.plain(selected.text).item({ what: 'selection' }, 0);
  const others = context.parts.filter(({ name }) => name !== 'selection');
  return { ...context, parts: [...others, { name: 'selection', items: [item], cut: [] }] };
}
