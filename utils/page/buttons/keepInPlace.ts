function scrollerOf(element: Element): Element {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    const scrolls = overflowY === 'auto' || overflowY === 'scroll';
    if (scrolls && parent.scrollHeight > parent.clientHeight) return parent;
  }
  return element.ownerDocument.scrollingElement ?? element.ownerDocument.documentElement;
}

/**
 * Notes how high an element stands in the window. What comes back brings it there again by scrolling, after the page was laid out anew.
 * @param element within a shadow root or not; null for none
 */
export function keepInPlace(element: Element | null): () => void {
  const root = element?.getRootNode();
  const light = root instanceof ShadowRoot ? root.host : element;
  if (!light) return () => undefined;
  const before = light.getBoundingClientRect().top;
  return () => {
    scrollerOf(light).scrollTop += light.getBoundingClientRect().top - before;
  };
}
