import { transition, type RunEvent } from './transition.ts';
import type { Run } from './Run.ts';

/** Where runs are kept. */
export interface RunStore {
  list(): Promise<Run[]>;
  /** Adds the run, or puts it in place of the one with its id. */
  save(run: Run): Promise<void>;
  /** Forgets all but the runs that `stays` picks. */
  erase(stays: (run: Run) => boolean): Promise<void>;
}

export type RunsListener = (runs: Run[]) => void;

/** The runs and those who watch them. Changes are made one after another, each to what the one before left. */
export class RunBook {
  readonly #store: RunStore;
  readonly #listeners = new Set<RunsListener>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: RunStore) {
    this.#store = store;
  }

  /** All runs, newest first. */
  async list(): Promise<Run[]> {
    const runs = await this.#store.list();
    return runs.toSorted((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt));
  }

  async find(id: string): Promise<Run | null> {
    const runs = await this.#store.list();
    return runs.find((run) => run.id === id) ?? null;
  }

  /** Adds a run; false when there is one of its id already, which then stays as it is. */
  add(run: Run): Promise<boolean> {
    return this.#inTurn(async () => {
      if (await this.find(run.id)) return false;
      await this.#save(run);
      return true;
    });
  }

  /** Tells a run what happened; gives the run as it then is, or null when it is not there. */
  tell(id: string, event: RunEvent): Promise<Run | null> {
    return this.change(id, (run) => transition(run, event));
  }

  /** Changes a run; gives it as it then is, or null when it is not there. */
  change(id: string, change: (run: Run) => Run): Promise<Run | null> {
    return this.#inTurn(async () => {
      const run = await this.find(id);
      if (run === null) return null;
      const next = change(run);
      return JSON.stringify(next) === JSON.stringify(run) ? run : this.#save(next);
    });
  }

  /** Forgets all but the runs that `stays` picks. */
  erase(stays: (run: Run) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#store.erase(stays);
      await this.#tellAll();
    });
  }

  /** Calls the listener with all runs at once and after each change, until the function that is returned is called. */
  subscribe(listener: RunsListener): () => void {
    this.#listeners.add(listener);
    void this.#show(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async #show(listener: RunsListener): Promise<void> {
    const runs = await this.list();
    if (this.#listeners.has(listener)) listener(runs);
  }

  async #save(run: Run): Promise<Run> {
    await this.#store.save(run);
    await this.#tellAll();
    return run;
  }

  async #tellAll(): Promise<void> {
    const runs = await this.list();
    for (const listener of this.#listeners) listener(runs);
  }

  #inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const next = this.#last.then(change, change);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
