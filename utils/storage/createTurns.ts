/** Runs jobs one after the other: what one reads and writes, no other changes in between. A failed job holds up nobody. */
export function createTurns(): <Value>(job: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const next = last.then(job, job);
    last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
}
