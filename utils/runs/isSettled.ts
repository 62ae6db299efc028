import type { Run } from './Run.ts';

/** Whether an ask of that id was sent and it is known what became of it: its draft may then be sent again, under a new id. */
export function isSettled(id: string, runs: readonly Run[]): boolean {
  return runs.some((run) => run.id === id && run.state !== 'sending');
}
