import type { AnyNode } from 'domhandler';
import { parseHtml } from './parseHtml.ts';
import type { ShownText } from './ShownText.ts';
import { writeBlocks } from './writeBlocks.ts';

/**
 * Writes GitLab's own HTML of a description or a note (`descriptionHtml`, `bodyHtml`) as Markdown: what is shown there, folded text
 * too, and nothing else. Comments, attributes, titles, alternative texts and all that GitLab's sanitiser dropped are not in it.
 */
export function writeShown(html: string): ShownText {
  return writeNodes(parseHtml(html));
}

/** The same of HTML that was read already. */
export function writeNodes(nodes: readonly AnyNode[]): ShownText {
  const found: ShownText = { text: '', named: [], drawings: [], images: [] };
  found.text = writeBlocks(nodes, found);
  return found;
}
