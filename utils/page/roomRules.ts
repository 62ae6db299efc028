import { AS_SHEET, OVER_PAGE, PANEL_SIDES, type PanelLayout } from './PanelLayout.ts';
import { panelSelectors } from './selectors.ts';

/** How high the sheet usually is (`panelBase.css`). */
const SHEET = 'max(60vh, 240px)';

/**
 * The rules by which the page makes room for the panel: a wide one, or one beside which it is pinned, narrows, so that nothing of
 * it lies beneath; under a sheet it ends above; else what the keyboard goes to is scrolled beside it.
 */
export function roomRules({ width, side, pinned }: PanelLayout): string {
  const { pageLayout, topBar, drawer } = panelSelectors;
  const room = width + PANEL_SIDES;
  const docked = pinned ? '(640px < width)' : '(1200px <= width)';
  return (
    `@media ${docked} { ${pageLayout}, ${topBar} { box-sizing: border-box; padding-right: ${room}px !important; } }` +
    `@media ${OVER_PAGE} { html { scroll-padding-${side}: ${room}px; } }` +
    `@media ${AS_SHEET} { html { scroll-padding-bottom: ${SHEET}; } ${pageLayout} { box-sizing: border-box; padding-bottom: ${SHEET} !important; } ${drawer} { height: auto !important; max-height: none !important; bottom: ${SHEET} !important; } }`
  );
}
