/** Below this a person may not see what is there. */
const LEAST_OPACITY = 0.8;
/** Points of the element that must be it, as shares of its width and height. */
const POINTS = [
  [0.5, 0.5],
  [0.2, 0.3],
  [0.8, 0.3],
  [0.2, 0.7],
  [0.8, 0.7],
] as const;

/** What holds an element, out of its shadow root too. */
function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function hidesByStyle(element: Element): boolean {
  let opacity = 1;
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    const hides =
      style.visibility !== 'visible' ||
      /opacity|blur/.test(style.filter) ||
      (style.clipPath !== 'none' && style.clipPath !== '') ||
      (style.maskImage !== 'none' && style.maskImage !== '');
    if (hides || opacity < LEAST_OPACITY) return true;
  }
  return false;
}

function isOnTop(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const root = element.getRootNode();
  return POINTS.every(([across, down]) => {
    const [x, y] = [left + width * across, top + height * down];
    const outside = element.ownerDocument.elementFromPoint(x, y);
    if (!(root instanceof ShadowRoot)) return element.contains(outside);
    return outside === root.host && element.contains(root.elementFromPoint(x, y));
  });
}

/** Whether a person sees the element now: nothing lies over it that takes the pointer, and nothing makes it fade. */
export function isReallyVisible(element: Element): boolean {
  return (
    element.ownerDocument.visibilityState === 'visible' &&
    isOnTop(element) &&
    !hidesByStyle(element)
  );
}

/**
 * Watches whether the browser itself says that the element is painted unobscured (Chromium's IntersectionObserver, version 2).
 * @returns what it says now; null where it says nothing
 */
export function watchPainted(element: Element, signal: AbortSignal): () => boolean | null {
  let painted: boolean | null = null;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if ('isVisible' in entry) painted = entry.isVisible === true;
    },
    // Not in the types of the DOM yet; other browsers pass over it.
    Object.assign({ threshold: [0, 1] }, { trackVisibility: true, delay: 100 }),
  );
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return () => painted;
}
