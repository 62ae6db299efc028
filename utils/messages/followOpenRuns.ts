const WATCHED_MS = 3000;
/** After a look that nobody watches: then the alarm's 30 s. */
const UNWATCHED_MS = [3000, 6000, 12_000, 24_000];
const LONGEST_MS = 30_000;

/** What following needs of the world. */
export interface FollowDeps {
  /** One look at all open runs; does not throw for what GitLab says. */
  follow(): Promise<{ open: boolean }>;
  /** An alarm every 30 s, on or off: it outlives the worker. */
  setAlarm(on: boolean): Promise<void>;
  setTimer(job: () => void, milliseconds: number): () => void;
}

/**
 * Follows runs: every 3 s while somebody watches one, less and less often up to the alarm's 30 s when nobody does,
 * and not at all when none is open. What cannot be asked about rests by itself (`runner.ts`).
 */
export interface Following {
  /** A run is about to be made: should the worker end before it is, the alarm wakes it. Call what it resolves to once it was made. */
  expect(): Promise<() => void>;
  /** Looks now, and goes on as long as anything is open. */
  start(): void;
  /** The alarm rings: looks now, unless a look is under way or about to come. */
  ring(): void;
  /** Somebody watches; call what it returns when they stop. */
  watch(): () => void;
}

export function createFollowing({ follow, setAlarm, setTimer }: FollowDeps): Following {
  let watchers = 0;
  let expected = 0;
  let running = false;
  let again = false;
  /** Looks since somebody sent or watched; a worker that was woken has had them all. */
  let unwatched = UNWATCHED_MS.length;
  let stopTimer: (() => void) | null = null;

  const pauseAfterLook = () => {
    if (watchers > 0) return WATCHED_MS;
    const pause = UNWATCHED_MS[unwatched] ?? LONGEST_MS;
    unwatched += 1;
    return pause;
  };

  const look = async () => {
    stopTimer?.();
    stopTimer = null;
    const { open } = await follow();
    await setAlarm(open || expected > 0);
    if (!open) return;
    const pause = pauseAfterLook();
    if (watchers === 0 && pause >= LONGEST_MS) return;
    stopTimer = setTimer(() => {
      stopTimer = null;
      start();
    }, pause);
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
    async expect() {
      expected += 1;
      unwatched = 0;
      await setAlarm(true);
      return () => {
        expected -= 1;
        start();
      };
    },
    start,
    ring() {
      if (!running && stopTimer === null) start();
    },
    watch() {
      watchers += 1;
      start();
      return () => {
        watchers -= 1;
        if (watchers === 0) unwatched = 0;
      };
    },
  };
}
