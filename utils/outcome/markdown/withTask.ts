import type { Block, ListEntry } from './MarkdownTree.ts';

/** A list item of these blocks; one that begins with `[ ]` or `[x]` is a task. */
export function withTask(blocks: Block[]): ListEntry {
  const [first, ...rest] = blocks;
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  const box = start?.type === 'text' ? /^\[([ xX])\] /.exec(start.text) : null;
  if (first?.type !== 'paragraph' || start?.type !== 'text' || box === null)
    return { checked: null, blocks };
  const words = { ...start, text: start.text.slice(box[0].length) };
  const children = [words, ...first.children.slice(1)];
  return { checked: box[1] !== ' ', blocks: [{ ...first, children }, ...rest] };
}
