import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Windows in which the open composer leaves hardly room for runs. */
const LOW = '(width <= 640px), (height <= 560px)';

interface Folding {
  hasRuns: boolean;
  /** Whether something stands in the box. */
  typed: boolean;
  fold(): void;
  unfold(): void;
}

/**
 * In a low window the composer is one line once a person goes on to the runs and nothing is typed: by focus, by scrolling, and
 * after a press only once it has ended, since what moves under the pointer would not be hit. On opening it is whole: what can be
 * asked is in view.
 */
export function useLowFolding(
  composer: RefObject<HTMLElement | null>,
  { hasRuns, typed, fold, unfold }: Folding,
): void {
  useEffect(() => {
    if (typed) unfold();
  }, [typed]);
  useEffect(() => {
    const element = composer.current;
    if (!element || !hasRuns || typed || !matchMedia(LOW).matches) return undefined;
    const end = new AbortController();
    const { signal } = end;
    const root = element.getRootNode();
    const isOutside = (event: Event) => !event.composedPath().includes(element);
    let byPointer = false;
    root.addEventListener('pointerdown', () => (byPointer = true), { signal });
    root.addEventListener('focusin', (event) => !byPointer && isOutside(event) && fold(), {
      signal,
    });
    for (const type of ['wheel', 'touchmove'])
      root.addEventListener(type, (event) => isOutside(event) && fold(), { signal });
    root.addEventListener(
      'click',
      (event) => {
        byPointer = false;
        if (isOutside(event)) fold();
      },
      { signal },
    );
    return () => end.abort();
  }, [hasRuns, typed]);
}
