function unused(): never {
  throw new Error('WXT’s watcher of addresses is not built in: see `watchVisits`.');
}

/** Stands in the build for WXT's own watcher of addresses, which each content script makes and ours never start. */
export function createLocationWatcher() {
  return { run: unused };
}
