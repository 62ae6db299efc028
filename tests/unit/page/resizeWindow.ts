/** Gives the test's window that size, in CSS pixels. */
export function resizeWindow(width: number, height = 800): void {
  // happy-dom gives its windows a way to change their size.
  const { happyDOM } = window as unknown as {
    happyDOM: { setViewport(size: { width: number; height: number }): void };
  };
  happyDOM.setViewport({ width, height });
  for (const [name, value] of [
    ['clientWidth', width],
    ['clientHeight', height],
  ] as const)
    Object.defineProperty(document.documentElement, name, { value, configurable: true });
}

/** Has an element stand there, as a layout would: from left to right, and from top to bottom. */
export function standAt(
  element: Element,
  left: number,
  right: number,
  top = 0,
  bottom = 800,
): void {
  element.getBoundingClientRect = () => new DOMRect(left, top, right - left, bottom - top);
}
