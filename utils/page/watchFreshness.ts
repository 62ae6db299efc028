import { panelSelectors, sharedSelectors } from './selectors.ts';
import { watchMutations } from './watchMutations.ts';

/** How long the page must rest before it is looked at, and the focus before it counts. */
const REST_MILLISECONDS = 400;

function writtenIn(document: Document): string {
  return [...document.querySelectorAll(panelSelectors.writtenText)]
    .filter((element) => !element.closest(sharedSelectors.sidePanel))
    .map(({ textContent }) => textContent)
    .join('\0');
}

/**
 * Calls `suspect` when the page may not be any more what it was: descriptions or notes in it changed, or the focus comes
 * back to the panel. Never by the clock alone. A focus that lands on what `passes` accepts tells nothing.
 */
export function watchFreshness(
  document: Document,
  panel: HTMLElement,
  signal: AbortSignal,
  passes: (target: EventTarget | undefined) => boolean,
  suspect: () => void,
): void {
  const view = document.defaultView;
  if (!view) return;
  let seen = writtenIn(document);
  let looking: number | undefined;
  let focusing: number | undefined;
  watchMutations(document, signal, () => {
    looking ??= view.setTimeout(() => {
      looking = undefined;
      const now = writtenIn(document);
      if (signal.aborted || now === seen) return;
      seen = now;
      suspect();
    }, REST_MILLISECONDS);
  });
  function regain(): void {
    view?.clearTimeout(focusing);
    focusing = view?.setTimeout(() => {
      if (!signal.aborted) suspect();
    }, REST_MILLISECONDS);
  }
  panel.addEventListener('focusin', (event) => passes(event.composedPath()[0]) || regain(), {
    signal,
  });
  view.addEventListener('focus', () => document.activeElement === panel && regain(), { signal });
}
