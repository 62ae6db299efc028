import { diffSelectors } from '../selectors.ts';
import type { LineRange, Selected } from './Selected.ts';

/** One line of a diff, as a page shows it. */
export interface DiffLine {
  path: string;
  /** Its numbers; null on the side where it is not. */
  old: number | null;
  new: number | null;
  text: string;
}

type Side = 'old' | 'new';

/** The row of a diff that an element stands in. */
export function diffRowOf(element: Element): Element | null {
  const row = element.closest(diffSelectors.diffRow);
  return row?.querySelector(diffSelectors.diffNumber) ? row : null;
}

/** In a diff of two columns, the column of an element; null where there is one column. */
export function sideOf(element: Element, row: Element): Side | null {
  const cell = element.closest(diffSelectors.diffSide);
  if (!cell || !row.contains(cell) || !row.querySelector(diffSelectors.diffTwoSides)) return null;
  return cell.matches(diffSelectors.diffSecondSide) ? 'new' : 'old';
}

/** Rapid Diffs say a file's name in JSON alone. */
function pathInJson(json: string | null): string | null {
  try {
    const data: unknown = JSON.parse(json ?? '');
    const named = typeof data === 'object' && data !== null && 'new_path' in data;
    return named && typeof data.new_path === 'string' ? data.new_path : null;
  } catch {
    return null;
  }
}

/** Path of the file that an element of its diff belongs to. */
export function diffPathOf(element: Element): string | null {
  const file = element.closest(diffSelectors.diffFile);
  if (!file) return null;
  return (
    file.getAttribute('data-path') ??
    pathInJson(file.getAttribute('data-file-data')) ??
    file.querySelector('[data-qa-file-name]')?.getAttribute('data-qa-file-name') ??
    null
  );
}

function numberIn(value: string | null | undefined): number | null {
  const number = Number(value?.trim());
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** The code of a line, without what stands around it. */
function textOf(content: Element | null | undefined): string {
  return (content?.querySelector('.line, .rd-line-text') ?? content)?.textContent ?? '';
}

function classicLine(row: Element, side: Side | null): Omit<DiffLine, 'path'> | null {
  const column = side === null ? '' : `.diff-grid-${side === 'new' ? 'right' : 'left'}`;
  const box = row.querySelector(`${column}[data-interop-line]`);
  if (!box) return null;
  return {
    old: numberIn(box.getAttribute('data-interop-old-line')),
    new: numberIn(box.getAttribute('data-interop-new-line')),
    text: textOf(box.querySelector('.line_content')),
  };
}

/** Rapid Diffs, and the excerpts above threads: a table with the numbers in its first cells. */
function tableLine(row: Element, side: Side | null): Omit<DiffLine, 'path'> {
  const number = (which: Side): number | null => {
    const cell = row.querySelector(`[data-position="${which}"]`);
    const link = cell?.querySelector('[data-line-number]');
    const other = cell?.getAttribute('data-change');
    // In two columns, what was changed is on its own side alone.
    if (side !== null && side !== which && other) return null;
    return numberIn(
      link?.getAttribute('data-line-number') ?? row.querySelector(`td.${which}_line`)?.textContent,
    );
  };
  const contents = row.querySelectorAll('.line_content, .rd-line-content');
  const content = side === 'new' ? contents[contents.length - 1] : contents[0];
  return { old: number('old'), new: number('new'), text: textOf(content) };
}

/** Reads a row of a diff; null where it shows no line. `side` tells which column is meant. */
export function readDiffLine(row: Element, side: Side | null): DiffLine | null {
  const path = diffPathOf(row);
  const line = row.querySelector('[data-interop-line]')
    ? classicLine(row, side)
    : tableLine(row, side);
  if (path === null || !line || (line.old === null && line.new === null)) return null;
  return { path, ...line, text: line.text.replace(/\n$/, '') };
}

function rangeOf(numbers: readonly (number | null)[]): LineRange | null {
  const found = numbers.filter((number) => number !== null);
  return found.length === 0 ? null : { first: Math.min(...found), last: Math.max(...found) };
}

/** Lines of one file as what a person selected; null for none. Text as a diff has it, unless another is given. */
export function selectedLines(lines: readonly DiffLine[], text?: string): Selected | null {
  const [first] = lines;
  if (!first) return null;
  const [old, fresh] = [rangeOf(lines.map((one) => one.old)), rangeOf(lines.map((one) => one.new))];
  const mark = (line: DiffLine): string => {
    if (line.old === null) return '+';
    return line.new === null ? '-' : ' ';
  };
  return {
    text: text ?? lines.map((line) => `${mark(line)}${line.text}`).join('\n'),
    from: { kind: 'diff', path: first.path, ...(old && { old }), ...(fresh && { new: fresh }) },
  };
}
