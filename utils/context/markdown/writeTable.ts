import { isTag, isText, type AnyNode, type Element } from 'domhandler';
import { createFinder, oneLine } from './elements.ts';
import type { ShownText } from './ShownText.ts';
import { writeInline } from './writeInline.ts';

/** A table so narrow has no room for a letter. */
const NARROWEST = 2;

const findCaption = createFinder(({ name }) => name === 'caption');

/** A table of Markdown. Words beside its cells stand before it, where browsers show them. `write` writes what is in a cell. */
export function writeTable(
  table: Element,
  found: ShownText,
  write: (nodes: readonly AnyNode[]) => string,
): string {
  if (['width', 'height'].some((side) => isTiny(table.attribs[side]))) return '';
  const rows = rowsOf(table).map((row) =>
    row.children
      .filter(isTag)
      .slice(0, fieldCount(table))
      .map((cell) => oneLine(write(cell.children)).replaceAll('|', '\\|')),
  );
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  if (lines.length > 0) lines.splice(1, 0, `|${' --- |'.repeat(width)}`);
  return [besideCells(table, found), lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

function isTiny(size: string | undefined): boolean {
  return size !== undefined && /^\d+(px)?$/.test(size) && Number.parseInt(size, 10) < NARROWEST;
}

/** GitLab's script draws a table that names its fields anew, with those alone (18.9: `render_json_table.js`). */
function fieldCount(table: Element): number {
  const named = table.attribs['data-table-fields'];
  if (named === undefined) return Infinity;
  try {
    const fields: unknown = JSON.parse(named);
    return Array.isArray(fields) ? fields.length : Infinity;
  } catch {
    return Infinity;
  }
}

function rowsOf(table: Element): Element[] {
  return table.children
    .filter(isTag)
    .flatMap((part) => (part.name === 'tr' ? [part] : part.children.filter(isTag)))
    .filter(({ name }) => name === 'tr');
}

function besideCells(table: Element, found: ShownText): string {
  const caption = findCaption(table);
  const parts = table.children.filter(isTag).filter((part) => part !== caption);
  const strays = [table, ...rowsOf(table), ...parts].flatMap(({ children }) =>
    children.filter(isText),
  );
  return [
    ...(caption ? [writeInline(caption.children, found)] : []),
    ...strays.map(({ data }) => data),
  ]
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .join('\n');
}
