import { isFinal, type Run } from './Run.ts';
import { isUntilGreen } from './untilGreen/UntilGreen.ts';

/** What telling people of ended runs needs of the world. */
export interface Announcing {
  subscribe(listener: (runs: Run[]) => void): () => void;
  /** Ids of runs that ended and were not looked at, where they outlive the worker. */
  unseen: { get(): Promise<string[]>; set(ids: string[]): Promise<void> };
  /** Whether the run's page is what the user looks at. */
  isInFront(run: Run): Promise<boolean>;
  /** Tells the user, where they want it. */
  notify(run: Run): Promise<void>;
  /** How many go on, and how many ended unseen. */
  showBadge(counts: { running: number; unseen: number }): Promise<void>;
  report(work: Promise<unknown>): void;
}

/** Whether its user waits for it; what it asks by itself is part of it. */
function goesOn(run: Run): boolean {
  return run.fixes === undefined && (!isFinal(run.state) || isUntilGreen(run));
}

/** Keeps the badge right, and tells of each run that ends out of sight, once. `seen` takes back the mark of the runs that were looked at. */
export function announceRuns(deps: Announcing) {
  let going: Set<string> | null = null;
  let running = 0;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (job: () => Promise<void>): Promise<void> => {
    last = last.then(job, job);
    return last;
  };

  async function show(): Promise<void> {
    await deps.showBadge({ running, unseen: (await deps.unseen.get()).length });
  }

  async function announce(run: Run): Promise<void> {
    if (await deps.isInFront(run)) return;
    await deps.unseen.set([...(await deps.unseen.get()), run.id]);
    await deps.notify(run);
  }

  deps.subscribe((runs) => {
    const before = going;
    const open = runs.filter(goesOn);
    going = new Set(open.map(({ id }) => id));
    running = open.length;
    const ended = runs.filter((run) => !goesOn(run) && before?.has(run.id));
    deps.report(
      inTurn(async () => {
        for (const run of ended) await announce(run);
        await show();
      }),
    );
  });

  return {
    /** The runs that `isSeen` picks were looked at. */
    seen: (isSeen: (id: string) => boolean) =>
      inTurn(async () => {
        const before = await deps.unseen.get();
        const left = before.filter((id) => !isSeen(id));
        if (left.length === before.length) return;
        await deps.unseen.set(left);
        await show();
      }),
  };
}
