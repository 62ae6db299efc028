import { panelSelectors } from './selectors.ts';

/** The panel's own width (`panelBase.css`) and the space at its sides, in pixels. */
const ROOM = 400 + 2 * 8;

/**
 * The style by which a wide page makes room at its right for the panel, so that nothing of it lies beneath. It stands within the
 * panel's host and goes with it.
 */
export function dockStyle(document: Document): HTMLStyleElement {
  const style = document.createElement('style');
  const narrowed = `${panelSelectors.pageLayout}, ${panelSelectors.topBar}`;
  style.textContent = `@media (min-width: 1200px) { ${narrowed} { box-sizing: border-box; padding-right: ${ROOM}px !important; } }`;
  return style;
}
