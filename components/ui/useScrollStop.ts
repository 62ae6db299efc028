import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** What the Tab key stops at by itself. */
const STOPS = 'a[href], button:not(:disabled), input, select, textarea, summary';

/** A region that scrolls and holds nothing to stop at is a stop of the Tab key itself, so that keys can scroll it. */
export function useScrollStop(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    const look = () => {
      const scrolls = element.scrollHeight > element.clientHeight;
      element.tabIndex = scrolls && !element.querySelector(STOPS) ? 0 : -1;
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    const contents = new MutationObserver(look);
    contents.observe(element, { childList: true, subtree: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, []);
}
