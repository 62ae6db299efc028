import { PANEL_SIDES } from '../PanelLayout.ts';
import { isBar, shownBeside } from './shownBeside.ts';

/** A panel beside less than that is of no use, in CSS pixels. */
const LEAST = 304;

/**
 * How much of the window's right GitLab's own side panels and drawers take, where a panel of that width would stand on them,
 * in CSS pixels. None where they leave it no place beside: there it takes theirs.
 */
export function takenAtRight(document: Document, width: number): number {
  const across = document.documentElement.clientWidth;
  let taken = 0;
  for (const rect of shownBeside(document)) {
    const isThere = rect.left < across && rect.right > across - width - PANEL_SIDES + 1;
    if (isThere && !isBar(rect)) taken = Math.max(taken, Math.ceil(across - rect.left));
  }
  return across - taken - PANEL_SIDES < LEAST ? 0 : taken;
}
