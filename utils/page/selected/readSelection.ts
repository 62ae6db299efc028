import { HOSTS } from '../buttons/hosts.ts';
import { areaSelectors, diffSelectors, selectors, sharedSelectors } from '../selectors.ts';
import { diffRowOf, readDiffLine, selectedLines, sideOf } from './diffLines.ts';
import {
  type LineRange,
  LONGEST_SELECTION,
  type Selected,
  type SelectionOrigin,
} from './Selected.ts';

const WRITTEN = 'input, textarea, [contenteditable=""], [contenteditable="true"]';
const OURS = Object.values(HOSTS).join();
const AREAS = Object.values(areaSelectors).join();

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** The part of a range that lies within an element. */
function within(range: Range, element: Element): Range {
  const part = range.cloneRange();
  if (!element.contains(range.startContainer)) part.setStart(element, 0);
  if (!element.contains(range.endContainer)) part.setEnd(element, element.childNodes.length);
  return part;
}

/** Those elements, in the page's order, of which more than blanks is selected. */
function touched(range: Range, elements: Iterable<Element>): Element[] {
  return [...elements].filter(
    (element) => range.intersectsNode(element) && within(range, element).toString().trim() !== '',
  );
}

/** The area that holds all that is selected but blanks: a triple click ends where the next paragraph begins. */
function areaOf(range: Range): { area: Element; inside: Range } | null {
  for (const node of [range.startContainer, range.endContainer]) {
    const area = elementOf(node)?.closest(AREAS);
    if (!area || area.closest(sharedSelectors.sidePanel)) continue;
    const inside = within(range, area);
    if (inside.toString().trim() === range.toString().trim()) return { area, inside };
  }
  return null;
}

function rangeOf(numbers: readonly number[]): { lines?: LineRange } {
  const found = numbers.filter((number) => number > 0);
  if (found.length === 0) return {};
  return { lines: { first: Math.min(...found), last: Math.max(...found) } };
}

function linesIn(
  range: Range,
  area: Element,
  line: string,
  numbered: string,
): { lines?: LineRange } {
  const lines = touched(range, area.querySelectorAll(line));
  return rangeOf(
    lines.map((one) => {
      const named = one.matches(numbered) ? one : one.querySelector(numbered);
      return Number(/^LC?(\d+)$/.exec(named?.id ?? '')?.[1]);
    }),
  );
}

function diffOrigin(range: Range, area: Element): SelectionOrigin | null {
  const start = elementOf(range.startContainer);
  const row = start && diffRowOf(start);
  const side = row ? sideOf(start, row) : null;
  const rows = touched(range, area.querySelectorAll(diffSelectors.diffRow));
  const lines = rows.flatMap((one) => readDiffLine(one, side) ?? []);
  return selectedLines(lines)?.from ?? null;
}

function originIn(document: Document, area: Element, range: Range): SelectionOrigin | null {
  if (area.matches(areaSelectors.log)) {
    const job = document.querySelector('[data-testid="job-name"]')?.textContent.trim() ?? '';
    return { kind: 'log', job, ...linesIn(range, area, '.job-log-line', 'a[id^="L"]') };
  }
  if (area.matches(areaSelectors.file)) {
    const path = area.getAttribute('data-path') ?? '';
    const ref = document.querySelector('[current-ref]')?.getAttribute('current-ref');
    return {
      kind: 'file',
      path,
      ...(ref && { ref }),
      ...linesIn(range, area, '.line[id^="LC"]', '[id^="LC"]'),
    };
  }
  if (area.matches(areaSelectors.diff)) return diffOrigin(range, area);
  if (area.closest(areaSelectors.description)) return { kind: 'description' };
  const note = area.closest(selectors.note);
  const author = note?.querySelector(selectors.noteAuthor)?.getAttribute('data-username');
  return { kind: 'comment', ...(author && { author }) };
}

/** The selection as a range, where a person selected text of the page itself: not in an editor, not in a surface of ours. */
export function selectedRange(document: Document): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const ends = [range.startContainer, range.endContainer].map(elementOf);
  if (ends.some((end) => end === null || end.closest(`${WRITTEN}, ${OURS}`) !== null)) return null;
  return selection.toString().trim() === '' ? null : range;
}

/** What is selected on a page, and where: in a diff, a description, a comment, a job's log or a file; null for nothing. */
export function readSelection(document: Document): Selected | null {
  const range = selectedRange(document);
  if (!range) return null;
  const text = (document.getSelection()?.toString() ?? '').slice(0, LONGEST_SELECTION);
  const found = areaOf(range);
  const from = found && originIn(document, found.area, found.inside);
  return { text, ...(from && { from }) };
}
