import { isTag, isText, type AnyNode, type Element } from 'domhandler';

/** Elements after which a line ends. */
const BLOCKS = new Set(
  'address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

export function isBlock(node: AnyNode): node is Element {
  return isTag(node) && BLOCKS.has(node.name);
}

export function hasClass({ attribs }: Element, name: string): boolean {
  return (attribs['class'] ?? '').split(/\s+/).includes(name);
}

/** All text inside, as it is written; comments are none. */
export function textOf(nodes: readonly AnyNode[]): string {
  let text = '';
  const open = nodes.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node)) text += node.data;
    else if (isTag(node) && node.name === 'br') text += '\n';
    else if (isTag(node)) open.push(...node.children.toReversed());
  }
  return text;
}

/** The first element below these nodes of which the test holds, in reading order. */
export function findElement(
  nodes: readonly AnyNode[],
  test: (element: Element) => boolean,
): Element | undefined {
  const open = nodes.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) continue;
    if (test(node)) return node;
    open.push(...node.children.toReversed());
  }
  return undefined;
}

/** Lines side by side, with one blank between. */
export function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
