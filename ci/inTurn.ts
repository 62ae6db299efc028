/** Runs tasks one after the other, in the order in which they come. */
export type InTurn = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** For tasks that share something, such as git's index. */
export function inTurn(): InTurn {
  let latest: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = latest.then(task, task);
    latest = next;
    return next;
  };
}
