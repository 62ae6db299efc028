import type { PageRef } from '../../page/PageRef.ts';
import type { Run } from '../Run.ts';

/** What a preset usually costs and takes in a project. */
export interface Usual {
  /** US dollars: the middle half of what was paid. */
  low: number;
  high: number;
  /** From Send to the outcome. */
  milliseconds: number;
}

/** So many of the newest are looked at, and so few say nothing. */
const NEWEST = 20;
const FEWEST = 3;

/** The number that this share of the others does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
}

/** What runs of a preset in a project came to cost and take of late; null where too few have told. */
export function usualOf(runs: readonly Run[], page: PageRef, preset: string): Usual | null {
  const known = runs
    .filter((run) => run.preset === preset && run.site === page.site)
    .filter(({ projectPath }) => projectPath === page.projectPath)
    .flatMap(({ outcome, createdAt, finishedAt }) => {
      const isWhole = outcome?.kind === 'answered' || outcome?.kind === 'changed';
      if (!isWhole || outcome.costUsd === null || finishedAt === undefined) return [];
      return [{ cost: outcome.costUsd, time: Date.parse(finishedAt) - Date.parse(createdAt) }];
    })
    .slice(0, NEWEST);
  if (known.length < FEWEST) return null;
  const costs = known.map(({ cost }) => cost).toSorted((one, other) => one - other);
  const times = known.map(({ time }) => time).toSorted((one, other) => one - other);
  return {
    low: quantile(costs, 0.25),
    high: quantile(costs, 0.75),
    milliseconds: quantile(times, 0.5),
  };
}
