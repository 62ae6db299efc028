/** Between the sheet of a narrow window and the room that a wide page makes, the panel lies over the page. */
const OVER_THE_PAGE = '(min-width: 641px) and (max-width: 1199px)';

function isBeneath(element: Element, panel: Element): boolean {
  const [one, other] = [element.getBoundingClientRect(), panel.getBoundingClientRect()];
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.top < other.bottom &&
    one.bottom > other.top
  );
}

/**
 * Moves a panel that lies over the page to the page's other side when the focus goes to what lies beneath it (WCAG 2.4.11).
 * @param panel null while there is none
 */
export function stepAside(
  window: Window,
  panel: () => HTMLElement | null,
  signal: AbortSignal,
): void {
  window.document.addEventListener(
    'focusin',
    ({ target }) => {
      const shown = panel();
      if (!shown || !(target instanceof Element) || !window.matchMedia(OVER_THE_PAGE).matches)
        return;
      // Seen from the page, focus within the panel is on its host.
      const root = shown.getRootNode();
      const isOurs =
        root === target.getRootNode() || (root instanceof ShadowRoot && root.host === target);
      if (!isOurs && !target.contains(shown) && isBeneath(target, shown))
        shown.dataset['side'] = shown.dataset['side'] === 'left' ? 'right' : 'left';
    },
    { signal },
  );
}
