import { browser } from 'wxt/browser';
import type { Run } from '../runs/Run.ts';
import { RUNS_PORT, type RunsNotice } from './notices.ts';

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

export interface RunsSubscriber {
  /** All runs of the page, newest first. */
  runs(runs: Run[]): void;
  /** The extension itself is no more: called once and last. */
  gone(): void;
}

/**
 * Follows the runs of the tab's present page, `resource` (as `resourceOf` names it), until `signal` ends it. The background
 * goes to sleep and takes its end of the port with it, and after a `pushState` it may still see the page before: such a port
 * is given up and opened again, later each time that brought nothing. A page that comes back from the back/forward cache
 * has lost its port and is not told: it connects anew at once.
 */
export function connectRuns(resource: string, signal: AbortSignal, listener: RunsSubscriber): void {
  let pause = FIRST_PAUSE_MILLISECONDS;
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function leave(): void {
    clearTimeout(timer);
    const old = port;
    port = null;
    // The side that disconnects gets no `onDisconnect`.
    old?.disconnect();
  }
  function connectLater(): void {
    port = null;
    clearTimeout(timer);
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
  }
  function connect(): void {
    if (signal.aborted) return;
    if (browser.runtime?.id === undefined) return listener.gone();
    const own = browser.runtime.connect({ name: RUNS_PORT });
    port = own;
    own.onMessage.addListener((notice: RunsNotice) => {
      if (signal.aborted || port !== own) return;
      if (notice.resource !== resource) {
        leave();
        return connectLater();
      }
      pause = FIRST_PAUSE_MILLISECONDS;
      listener.runs(notice.runs);
    });
    own.onDisconnect.addListener(() => {
      if (port !== own) return;
      if (browser.runtime?.id === undefined) listener.gone();
      else connectLater();
    });
  }
  function comeBack({ persisted }: PageTransitionEvent): void {
    if (!persisted) return;
    leave();
    pause = FIRST_PAUSE_MILLISECONDS;
    connect();
  }
  signal.addEventListener('abort', leave, { once: true });
  window.addEventListener('pageshow', comeBack, { signal });
  connect();
}
