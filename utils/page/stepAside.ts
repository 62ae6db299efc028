import { AS_SHEET, OVER_PAGE, PANEL_SIDES } from './PanelLayout.ts';

/** The part of an area that lies beneath the panel, in square pixels. */
function beneath(area: DOMRect, panel: DOMRect): number {
  const across = Math.min(area.right, panel.right) - Math.max(area.left, panel.left);
  const down = Math.min(area.bottom, panel.bottom) - Math.max(area.top, panel.top);
  return Math.max(0, across) * Math.max(0, down);
}

/** Where the panel would be on the page's other side. */
function otherSide({ left, y, width, height }: DOMRect, across: number): DOMRect {
  const gap = PANEL_SIDES / 2;
  return new DOMRect(left > gap ? gap : across - gap - width, y, width, height);
}

/**
 * Says when the focus goes to something of the page that lies beneath the panel (WCAG 2.4.11) and would not, did the panel step
 * aside: to the other side where it lies over the page, down where it is a sheet.
 * @param panel null while there is none
 */
export function stepAside(
  window: Window,
  panel: () => HTMLElement | null,
  step: (how: 'across' | 'down') => void,
  signal: AbortSignal,
): void {
  window.document.addEventListener(
    'focusin',
    ({ target }) => {
      const shown = panel();
      if (!shown || !(target instanceof Element) || target.contains(shown)) return;
      // Seen from the page, focus within the panel is on its host.
      const root = shown.getRootNode();
      if (root === target.getRootNode() || (root instanceof ShadowRoot && root.host === target))
        return;
      const [area, place] = [target.getBoundingClientRect(), shown.getBoundingClientRect()];
      const hidden = beneath(area, place);
      if (hidden === 0) return;
      const across = window.document.documentElement.clientWidth;
      if (window.matchMedia(AS_SHEET).matches) step('down');
      else if (
        window.matchMedia(OVER_PAGE).matches &&
        beneath(area, otherSide(place, across)) < hidden
      )
        step('across');
    },
    { signal },
  );
}
