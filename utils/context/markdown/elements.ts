import { isTag, isText, type AnyNode, type Element } from 'domhandler';

/** Elements after which a line ends. */
const BLOCKS = new Set(
  'address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Elements that show nothing of their own. */
const SILENT = new Set(['script', 'copy-code', 'insert-code-snippet', 'input', 'rp']);

/** Whether nothing of an element of this name is shown. */
export function isSilent(name: string): boolean {
  return SILENT.has(name);
}

export function isBlock(node: AnyNode): node is Element {
  return isTag(node) && BLOCKS.has(node.name);
}

export function hasClass({ attribs }: Element, name: string): boolean {
  return (attribs['class'] ?? '').split(/\s+/).includes(name);
}

/** All text inside, as it is written, without comments. */
export function textOf(nodes: readonly AnyNode[]): string {
  return nodes.map(textOfNode).join('');
}

function textOfNode(node: AnyNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  return node.name === 'br' ? '\n' : textOf(node.children);
}

/**
 * Finds the first element inside another of which the test holds, in reading order. Each element is looked at once, however often and
 * from wherever it is asked for.
 */
export function createFinder(
  test: (element: Element) => boolean,
): (element: Element) => Element | null {
  const found = new WeakMap<Element, Element | null>();
  const find = (element: Element): Element | null => {
    const known = found.get(element);
    if (known !== undefined) return known;
    let first: Element | null = null;
    for (const node of element.children) {
      if (isTag(node)) first = test(node) ? node : find(node);
      if (first !== null) break;
    }
    found.set(element, first);
    return first;
  };
  return find;
}

/** The first block inside an element. */
export const findBlock = createFinder(isBlock);

/** Lines side by side, with one blank between. */
export function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
