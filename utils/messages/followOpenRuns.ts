import { report } from './report.ts';

const WATCHED_MS = 3000;

/** What following needs of the world. */
export interface FollowDeps {
  /** One look at all open runs; true while some are left. Does not throw for what GitLab says. */
  follow(): Promise<boolean>;
  /** An alarm every 30 s, on or off: it outlives the worker. */
  setAlarm(on: boolean): Promise<void>;
  setTimer(job: () => void, milliseconds: number): () => void;
}

/** Follows runs: every 3 s while somebody watches, else by an alarm, and not at all when none is open. */
export interface Following {
  /** A run is about to be made: should the worker end before `start`, the alarm wakes it. */
  expect(): void;
  /** Looks now, and goes on as long as anything is open. */
  start(): void;
  /** Somebody watches; call what it returns when they stop. */
  watch(): () => void;
}

export function createFollowing({ follow, setAlarm, setTimer }: FollowDeps): Following {
  let watchers = 0;
  let running = false;
  let again = false;
  let stopTimer: (() => void) | undefined;

  const look = async () => {
    const left = await follow();
    await setAlarm(left);
    stopTimer?.();
    stopTimer = left && watchers > 0 ? setTimer(start, WATCHED_MS) : undefined;
  };

  function start(): void {
    if (running) {
      again = true;
      return;
    }
    running = true;
    look()
      .catch((error: unknown) => console.error('Following failed:', error))
      .finally(() => {
        running = false;
        if (!again) return;
        again = false;
        start();
      });
  }

  return {
    expect: () => report(setAlarm(true)),
    start,
    watch() {
      watchers += 1;
      start();
      return () => {
        watchers -= 1;
      };
    },
  };
}
