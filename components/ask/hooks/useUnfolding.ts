import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Unfolds the composer when anything in it gets the focus; where a pointer gave it, only once that press has ended: what moved
 * under it would be hit instead.
 */
export function useUnfolding(
  composer: RefObject<HTMLElement | null>,
  folded: boolean,
  unfold: () => void,
): void {
  useEffect(() => {
    const element = composer.current;
    if (!folded || !element) return undefined;
    const end = new AbortController();
    const { signal } = end;
    let byPointer = false;
    element.addEventListener('pointerdown', () => (byPointer = true), { signal });
    element.addEventListener('focusin', () => byPointer || unfold(), { signal });
    element.addEventListener('click', unfold, { signal });
    return () => {
      end.abort();
      // Whatever was scrolled into the one line is in place again.
      element.scrollTop = 0;
    };
  }, [folded]);
}
