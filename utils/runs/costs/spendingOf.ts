import type { Run } from '../Run.ts';

/** What runs of one project have cost, in US dollars, as far as it is known. */
export interface Spending {
  site: string;
  projectPath: string;
  today: number;
  month: number;
}

/** Per project, the dearest this month first. Day and month are those of the machine's own time zone. */
export function spendingOf(runs: readonly Run[], now: Date): Spending[] {
  const day = now.toDateString();
  const all = new Map<string, Spending>();
  for (const { site, projectPath, outcome, createdAt, finishedAt } of runs) {
    const cost = outcome?.costUsd ?? 0;
    const at = new Date(finishedAt ?? createdAt);
    const thisMonth = at.getFullYear() === now.getFullYear() && at.getMonth() === now.getMonth();
    if (cost <= 0 || !thisMonth) continue;
    const key = `${site} ${projectPath}`;
    const { today = 0, month = 0 } = all.get(key) ?? {};
    all.set(key, {
      site,
      projectPath,
      today: today + (at.toDateString() === day ? cost : 0),
      month: month + cost,
    });
  }
  return [...all.values()].toSorted((one, other) => other.month - one.month);
}
