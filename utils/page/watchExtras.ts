import { selectors } from './selectors.ts';

/**
 * Has the second page script loaded when the page first shows what it serves, or a person first selects something.
 * `look()` is to be called after mutations. `load` gives false where it failed: then the next occasion tries again.
 */
export function watchExtras(
  document: Document,
  signal: AbortSignal,
  load: () => Promise<boolean>,
): { look(): void } {
  let loaded = false;
  async function need(): Promise<void> {
    loaded = true;
    loaded = await load();
  }
  document.addEventListener(
    'selectionchange',
    () => {
      if (!loaded && document.getSelection()?.isCollapsed === false) void need();
    },
    { signal },
  );
  return {
    look() {
      if (!loaded && document.querySelector(selectors.extras)) void need();
    },
  };
}
