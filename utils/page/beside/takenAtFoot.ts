import { PANEL_SIDES } from '../PanelLayout.ts';
import { isBar, shownBeside } from './shownBeside.ts';

/** How much of the window's foot a bar of GitLab's takes, in CSS pixels. */
export function takenAtFoot(document: Document): number {
  const down = document.documentElement.clientHeight;
  const bars = shownBeside(document).filter(
    (rect) => isBar(rect) && rect.bottom > down - PANEL_SIDES,
  );
  return Math.max(0, ...bars.map(({ top }) => Math.ceil(down - top)));
}
