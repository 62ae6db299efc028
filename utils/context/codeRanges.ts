import { codeSpans } from './codeSpans.ts';
import { markdownBlocks, type Block } from './markdownBlocks.ts';
import type { Range } from './Range.ts';

/** Where Markdown reads `text` as code: fences, indented blocks and spans, in order. */
export function codeRanges(text: string): Range[] {
  return /`|~~~|\t| {4}/.test(text) ? codeIn(text, markdownBlocks(text)) : [];
}

/** The same for a text whose blocks are known. */
export function codeIn(text: string, blocks: readonly Block[]): Range[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return codeSpans(text, block);
    return block.kind === 'html' ? [] : [{ start: block.start, end: block.end }];
  });
}

/** The parts of `text` outside `ranges` are replaced by what `outside` gives, the parts inside by what `inside` gives. */
export function mapAround(
  text: string,
  ranges: readonly Range[],
  outside: (part: string) => string,
  inside: (part: string) => string = (part) => part,
): string {
  let result = '';
  let at = 0;
  for (const { start, end } of ranges) {
    if (end <= at) continue;
    result += outside(text.slice(at, Math.max(at, start)));
    result += inside(text.slice(Math.max(at, start), end));
    at = end;
  }
  return result + outside(text.slice(at));
}
