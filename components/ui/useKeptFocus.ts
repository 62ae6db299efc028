import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Whether nothing can be typed into it or pressed on it any more. */
function isOutOfUse(element: Element): boolean {
  return (
    !element.isConnected || element.matches(':disabled') || element.closest('[hidden]') !== null
  );
}

/** Where the focus goes on: the heading of the same run, else the place for runs. */
function nextOf(focused: Element): HTMLElement | null {
  return (
    focused.closest('[data-testid="ask-claude-run"]')?.querySelector<HTMLElement>('h4') ?? null
  );
}

/**
 * Keeps the focus in the panel when what has it goes away or is switched off: browsers would let it fall to the page's body,
 * where the next letter is a shortcut of GitLab's.
 * @param fallback focusable; takes the focus where there is no nearer place
 */
export function useKeptFocus(
  panel: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const root = panel.current;
    if (!root) return undefined;
    const end = new AbortController();
    let focused: Element | null = null;
    let next: HTMLElement | null = null;
    root.addEventListener(
      'focusin',
      ({ target }) => {
        focused = target instanceof Element ? target : null;
        next = focused && nextOf(focused);
      },
      { signal: end.signal },
    );
    root.addEventListener(
      'focusout',
      () => {
        // A person went elsewhere; what goes away itself is looked at below.
        if (focused && !isOutOfUse(focused)) focused = null;
      },
      { signal: end.signal },
    );
    const observer = new MutationObserver(() => {
      if (!focused || !isOutOfUse(focused)) return;
      focused = null;
      const home = root.getRootNode();
      const active =
        home instanceof Document || home instanceof ShadowRoot ? home.activeElement : null;
      const isElsewhere = active !== null && active !== document.body && !isOutOfUse(active);
      if (!isElsewhere)
        (next?.isConnected ? next : fallback.current)?.focus({ preventScroll: true });
    });
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden'],
    });
    return () => {
      end.abort();
      observer.disconnect();
    };
  }, []);
}
