import type { Browser } from 'wxt/browser';
import { type PageRef, resourceOf } from '../page/PageRef.ts';
import type { Run } from '../runs/Run.ts';
import type { Caller, Sender } from './callerOf.ts';
import { isAskedFrom, isRunOf } from './isRunOf.ts';
import type { KeepAlive } from './keepAlive.ts';
import { RUNS_PORT, type RunsNotice } from './notices.ts';

/** The part of a port that the feed uses. */
export type Port = Pick<
  Browser.runtime.Port,
  'name' | 'sender' | 'postMessage' | 'disconnect' | 'onDisconnect'
>;

/** Tells a page's panel of its runs, as long as its port is open: at once, and after each change. */
export function createRunsFeed(deps: {
  /** Calls the listener with all runs, newest first, at once and after each change. */
  subscribe(listener: (runs: Run[]) => void): () => void;
  identify(sender: Sender): Promise<Caller>;
  keepAlive: KeepAlive;
  /** Called when somebody begins to watch a run that is open; what it returns, when that ends. */
  watched(): () => void;
  /** Called when a panel is there on a page that is in front of its window: its runs are looked at. */
  opened(page: PageRef): Promise<void>;
}) {
  return async (port: Port): Promise<void> => {
    if (port.name !== RUNS_PORT || !port.sender) return port.disconnect();
    let open = true;
    const ends: (() => void)[] = [];
    port.onDisconnect.addListener(() => {
      open = false;
      for (const end of ends) end();
    });
    const caller = await deps.identify(port.sender);
    const page = caller.tier === 'page' ? caller.caller.page : null;
    if (!open) return;
    if (!page) return port.disconnect();

    if (port.sender.tab?.active) await deps.opened(page);
    if (!open) return;

    let told = '';
    let leave: (() => void) | null = null;
    // Looking at what has ended asks for nothing more.
    const watch = (on: boolean) => {
      if (on) leave ??= deps.watched();
      else {
        leave?.();
        leave = null;
      }
    };
    const tell = (runs: Run[]) => {
      if (!open) return;
      const notice: RunsNotice = {
        resource: resourceOf(page),
        runs: runs
          .filter((run) => isRunOf(run, page))
          .map((run) => (isAskedFrom(run, page) ? run : { ...run, elsewhere: true })),
      };
      const words = JSON.stringify(notice);
      if (words === told) return;
      told = words;
      port.postMessage(notice);
      watch(
        notice.runs.some(
          ({ finishedAt, untilGreen }) =>
            finishedAt === undefined || (untilGreen && untilGreen.phase !== 'ended'),
        ),
      );
    };
    ends.push(deps.keepAlive.hold(), deps.subscribe(tell), () => watch(false));
  };
}
