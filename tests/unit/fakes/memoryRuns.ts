import type { Run } from '../../../utils/runs/Run.ts';
import type { RunStore } from '../../../utils/runs/RunBook.ts';

/** Keeps runs in memory, in the order in which they came. */
export function memoryRuns(...runs: Run[]): RunStore {
  let kept = new Map(runs.map((run) => [run.id, run]));
  return {
    list: async () => [...kept.values()],
    save: async (run) => void kept.set(run.id, run),
    async erase(stays) {
      kept = new Map([...kept].filter(([, run]) => stays(run)));
    },
  };
}
