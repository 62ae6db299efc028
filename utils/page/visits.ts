/** The part of the Navigation API that is used; Firefox has it from 147 on. */
interface WithNavigation {
  navigation?: EventTarget;
}

/**
 * Calls `visit` for the page shown now and again after each move of the address's path (tabs of a merge request, another
 * work item), with a signal that lasts as long as that visit. Told by the Navigation API and `popstate`; the function it
 * returns compares at any other time, for what neither tells: it is to be called after mutations.
 */
export function watchVisits(
  view: Window & WithNavigation,
  signal: AbortSignal,
  visit: (url: string, signal: AbortSignal) => void,
): () => void {
  let path: string | null = null;
  let leaving = new AbortController();
  function check(): void {
    if (signal.aborted || view.location.pathname === path) return;
    path = view.location.pathname;
    leaving.abort();
    leaving = new AbortController();
    visit(view.location.href, AbortSignal.any([signal, leaving.signal]));
  }
  view.navigation?.addEventListener('navigatesuccess', check, { signal });
  view.addEventListener('popstate', check, { signal });
  check();
  return check;
}
