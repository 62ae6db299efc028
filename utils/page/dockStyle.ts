import { panelSelectors } from './selectors.ts';

/** How wide the panel may be, in CSS pixels. */
export const PANEL_WIDTH = { least: 340, usual: 400, most: 640 } as const;

/** The space at the panel's sides, in CSS pixels (`panelBase.css`). */
const SIDES = 2 * 8;

/** The nearest width that the panel may have. */
export function panelWidth(wanted: number): number {
  return Math.round(Math.min(PANEL_WIDTH.most, Math.max(PANEL_WIDTH.least, wanted)));
}

/**
 * The rules by which a wide page makes room at its right for a panel of that width, so that nothing of it lies beneath, and a
 * narrower one keeps what the keyboard goes to beside it.
 */
export function dockRules(width: number): string {
  const room = width + SIDES;
  const narrowed = `${panelSelectors.pageLayout}, ${panelSelectors.topBar}`;
  return (
    `@media (min-width: 1200px) { ${narrowed} { box-sizing: border-box; padding-right: ${room}px !important; } }` +
    `@media (min-width: 641px) and (max-width: 1199px) { html { scroll-padding-right: ${room}px; } }`
  );
}
