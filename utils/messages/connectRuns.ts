import { browser } from 'wxt/browser';
import { RUNS_PORT, type RunsNotice } from './PageApi.ts';

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/**
 * Follows the runs of the tab's present page until `signal` ends it. The background goes to sleep and takes its end of the
 * port with it, so a lost port is opened again, later each time that brought nothing. `gone` is called, once and last, where
 * the extension itself is no more.
 */
export function connectRuns(
  signal: AbortSignal,
  notice: (runs: RunsNotice) => void,
  gone: () => void,
): void {
  let pause = FIRST_PAUSE_MILLISECONDS;
  function connect(): void {
    if (signal.aborted) return;
    if (browser.runtime?.id === undefined) return gone();
    const port = browser.runtime.connect({ name: RUNS_PORT });
    const leave = () => port.disconnect();
    signal.addEventListener('abort', leave, { once: true });
    port.onMessage.addListener((message: RunsNotice) => {
      pause = FIRST_PAUSE_MILLISECONDS;
      notice(message);
    });
    port.onDisconnect.addListener(() => {
      signal.removeEventListener('abort', leave);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
    });
  }
  connect();
}
