/** What Markdown is made of once it is read: nothing in it can run, and no image is one. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  /** The end of a line within a paragraph; a `hard` one is meant. */
  | { type: 'break'; hard: boolean }
  | { type: 'strong' | 'em' | 'del'; children: Inline[] }
  /** An image is a link with its alternative text. The address is as it was written, and may be anything. */
  | { type: 'link' | 'image'; href: string; children: Inline[] };

export interface ListEntry {
  /** Null where it is no task. */
  checked: boolean | null;
  blocks: Block[];
}

export interface MarkdownTable {
  type: 'table';
  align: ('left' | 'center' | 'right' | null)[];
  head: Inline[][];
  rows: Inline[][][];
}

export type Block =
  | { type: 'heading'; depth: number; children: Inline[] }
  | { type: 'paragraph'; children: Inline[] }
  /** `language` is the word behind the opening fence. */
  | { type: 'code'; language: string; text: string }
  | { type: 'quote'; blocks: Block[] }
  /** `start` is null where it is not numbered; `tight` without blank lines between its items. */
  | { type: 'list'; start: number | null; tight: boolean; items: ListEntry[] }
  | MarkdownTable
  | { type: 'rule' };

/** Quotes, lists and emphasis within one another; a text that goes deeper is taken as words alone. */
export const DEEPEST_NESTING = 24;

/** A text as words alone: a paragraph for each of its own, a break for each line. */
export function plainBlocks(text: string): Block[] {
  return text.split(/\n\n+/).flatMap((part): Block[] => {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return [];
    const children = lines.flatMap((line, index): Inline[] => [
      ...(index === 0 ? [] : [{ type: 'break', hard: true } as const]),
      { type: 'text', text: line.trim() },
    ]);
    return [{ type: 'paragraph', children }];
  });
}

/** The words of inline nodes, without marks. */
export function inlineWords(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text' || node.type === 'code') return node.text;
      return node.type === 'break' ? ' ' : inlineWords(node.children);
    })
    .join('');
}
