/**
 * Calls `batch` once for all that changed below the document's root until the next animation frame.
 * A hidden tab has no frames: there a timer stands in.
 */
export function watchMutations(document: Document, signal: AbortSignal, batch: () => void): void {
  const view = document.defaultView;
  if (!view || signal.aborted) return;
  let waiting = false;
  const run = () => {
    waiting = false;
    if (!signal.aborted) batch();
  };
  const observer = new view.MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    if (document.hidden) view.setTimeout(run, 100);
    else view.requestAnimationFrame(run);
  });
  observer.observe(document, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
