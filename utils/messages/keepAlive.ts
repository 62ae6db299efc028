/** A worker lives 30 s without extension events; each call of an extension API counts as one (tried in both browsers). */
const PERIOD_MS = 20_000;

/** Keeps the worker alive while something is under way. */
export interface KeepAlive {
  /** Call what it returns once, when that something has ended. */
  hold(): () => void;
  during<Value>(job: () => Promise<Value>): Promise<Value>;
}

export function createKeepAlive(touch: () => Promise<unknown>): KeepAlive {
  let holders = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const hold = () => {
    holders += 1;
    timer ??= setInterval(() => void touch(), PERIOD_MS);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      holders -= 1;
      if (holders > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
  return {
    hold,
    async during(job) {
      const release = hold();
      try {
        return await job();
      } finally {
        release();
      }
    },
  };
}
