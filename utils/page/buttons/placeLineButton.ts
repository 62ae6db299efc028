import style from '../extras.css?inline';
import {
  type DiffLine,
  diffRowOf,
  readDiffLine,
  selectedLines,
  sideOf,
} from '../selected/diffLines.ts';
import { readSelection } from '../selected/readSelection.ts';
import type { Selected } from '../selected/Selected.ts';
import { diffSelectors, sharedSelectors } from '../selectors.ts';
import { createButtonHost } from './createButtonHost.ts';
import { HOSTS } from './hosts.ts';

type Side = ReturnType<typeof sideOf>;

/** The cell of a line's number that the button stands in: the last one of its column. */
function cellOf(row: Element, side: Side): Element | null {
  const cells = [...row.querySelectorAll(diffSelectors.diffNumberCell)].filter(
    (cell) => side === null || sideOf(cell, row) === side,
  );
  return cells.at(-1) ?? null;
}

function holds(selected: Selected, line: DiffLine): boolean {
  const { from } = selected;
  if (from?.kind !== 'diff' || from.path !== line.path) return false;
  return (['old', 'new'] as const).some((side) => {
    const [range, number] = [from[side], line[side]];
    return range && number !== null && range.first <= number && number <= range.last;
  });
}

/**
 * Shows one button at the line of a diff that the pointer or the focus is on, beside GitLab's own for comments. `ask` gets the line: with what is selected where
 * that holds it, and pressed with Shift all lines from the one pressed before to this one.
 */
export function placeLineButton(
  document: Document,
  words: { label: string; title: string },
  signal: AbortSignal,
  isWanted: () => boolean,
  ask: (selected: Selected) => void,
): { remove(): void } {
  let at: { row: Element; side: Side } | null = null;
  let before: { row: Element; side: Side } | null = null;

  const host = createButtonHost(
    document,
    { host: HOSTS.line, testId: 'ask-claude-line', style, ...words },
    (_, { shiftKey }) => {
      if (!at) return;
      const selected = chosen(at.row, at.side, shiftKey);
      before = at;
      if (selected) ask(selected);
    },
  );

  /** All lines between two rows of one file, both included. */
  function between(one: Element, other: Element, side: Side): DiffLine[] {
    const file = other.closest(diffSelectors.diffFile);
    const rows = [...(file?.querySelectorAll(diffSelectors.diffRow) ?? [])];
    const [from, to] = [rows.indexOf(one), rows.indexOf(other)].toSorted((a, b) => a - b);
    if (from === undefined || to === undefined || from < 0) return [];
    return rows.slice(from, to + 1).flatMap((row) => readDiffLine(row, side) ?? []);
  }

  function chosen(row: Element, side: Side, extend: boolean): Selected | null {
    const line = readDiffLine(row, side);
    if (!line) return null;
    const selected = readSelection(document);
    if (selected && holds(selected, line)) return selected;
    const more = extend && before?.side === side ? between(before.row, row, side) : [];
    return selectedLines(more.length > 0 ? more : [line]);
  }

  function move(event: Event): void {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || event.composedPath().includes(host)) return;
    const row = isWanted() && !target.closest(sharedSelectors.sidePanel) ? diffRowOf(target) : null;
    const side = row && sideOf(target, row);
    const cell = row && readDiffLine(row, side) ? cellOf(row, side) : null;
    if (!row || !cell) return remove();
    at = { row, side };
    if (host.parentElement !== cell) cell.prepend(host);
  }

  function remove(): void {
    // What has the focus stays until the focus goes by itself.
    if (document.activeElement === host) return;
    host.remove();
    at = null;
  }

  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, move, { signal });
  signal.addEventListener('abort', () => host.remove(), { once: true });
  return { remove };
}
