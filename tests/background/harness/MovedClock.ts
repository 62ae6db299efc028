import type { Clock } from '../../../entrypoints/background/Clock.ts';

interface Timer {
  at: number;
  job: () => void;
}

/** A clock that stands still between `move`s, but for what it is behind the real one: GitLab's times are real. */
export class MovedClock implements Clock {
  #ahead = 0;
  readonly #timers = new Set<Timer>();

  readonly now = (): number => Date.now() + this.#ahead;

  readonly setTimer = (job: () => void, milliseconds: number): (() => void) => {
    const timer = { at: this.now() + milliseconds, job };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  /** Puts the clock so many milliseconds ahead and starts what is due by then, earliest first. */
  move(milliseconds: number): void {
    this.#ahead += milliseconds;
    const due = [...this.#timers].filter(({ at }) => at <= this.now());
    for (const timer of due.toSorted((one, other) => one.at - other.at)) {
      if (this.#timers.delete(timer)) timer.job();
    }
  }

  /** How long until the next timer, in milliseconds; null where none is set. */
  next(): number | null {
    const times = [...this.#timers].map(({ at }) => at);
    return times.length === 0 ? null : Math.max(0, Math.min(...times) - this.now());
  }
}
