/** The time, and everything in the background that waits: given to it as one thing, so that a test can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs a job once, after so many milliseconds; what it returns takes that back. */
  setTimer(job: () => void, milliseconds: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(job, milliseconds) {
    const timer = setTimeout(job, milliseconds);
    return () => clearTimeout(timer);
  },
};
