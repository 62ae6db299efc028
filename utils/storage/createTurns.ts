/** Runs jobs one after the other, so that none changes what another is reading and writing. A failed job does not stop the next ones. */
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
