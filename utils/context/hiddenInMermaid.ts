import type { Edit } from './Edit.ts';
import type { Block } from './markdownBlocks.ts';

/** Comments of diagrams: GitLab draws a Mermaid block, so that nobody reads them. `%%{init: …}%%` is a setting and stays. */
export function hiddenInMermaid(text: string, blocks: readonly Block[]): Edit[] {
  return blocks
    .filter(({ kind, info }) => kind === 'fence' && /^\{?\.?mermaid\b/i.test(info))
    .flatMap(({ lines }) => lines.slice(1))
    .filter(({ start, end }) => /^\s*%%(?!\{)/.test(text.slice(start, end)))
    .map(({ start, end }) => ({ start, end, instead: '' }));
}
