import Papa from 'papaparse';
import type { Run } from '../Run.ts';

/** By what costs can be summed. */
export const COST_GROUPS = ['project', 'preset', 'month'] as const;
export type CostGroup = (typeof COST_GROUPS)[number];

/** What some runs have cost together, as far as it is known. */
export interface Costs {
  /** Path of a project, name of a preset, or a month as `2026-11`. */
  name: string;
  runs: number;
  /** How many of them told no cost. */
  unknown: number;
  /** US dollars. */
  total: number;
}

/** The month of a run's end, or else of its start, by the machine's own calendar. */
function monthOf({ finishedAt, createdAt }: Run): string {
  const at = new Date(finishedAt ?? createdAt);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
}

const NAME_OF: Record<CostGroup, (run: Run) => string> = {
  project: ({ projectPath }) => projectPath,
  preset: ({ preset }) => preset,
  month: monthOf,
};

function summed(name: string, runs: readonly Run[]): Costs {
  const known = runs.flatMap(({ outcome }) => outcome?.costUsd ?? []);
  return {
    name,
    runs: runs.length,
    unknown: runs.length - known.length,
    total: known.reduce((sum, cost) => sum + cost, 0),
  };
}

/** Costs of runs by project or preset, the dearest first, or by month, the newest first. */
export function costsOf(runs: readonly Run[], group: CostGroup): Costs[] {
  const all = [...Map.groupBy(runs, NAME_OF[group])].map(([name, some]) => summed(name, some));
  return group === 'month'
    ? all.toSorted((one, other) => (one.name < other.name ? 1 : -1))
    : all.toSorted((one, other) => other.total - one.total);
}

/** The same by month, site, project and preset as CSV; no cell is a formula to a spreadsheet. */
export function exportCosts(runs: readonly Run[]): string {
  const rows = [
    ...Map.groupBy(runs, (run) =>
      JSON.stringify([monthOf(run), run.site, run.projectPath, run.preset]),
    ),
  ].flatMap(([, some]) => {
    const [first] = some;
    if (!first) return [];
    const { runs: count, unknown, total } = summed('', some);
    return [
      {
        month: monthOf(first),
        site: first.site,
        project: first.projectPath,
        preset: first.preset,
        runs: count,
        runs_without_cost: unknown,
        cost_usd: total.toFixed(4),
      },
    ];
  });
  return `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
}
