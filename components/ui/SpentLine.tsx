import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Run } from '../../utils/runs/Run.ts';
import { spendingOf } from '../../utils/runs/costs/spendingOf.ts';
import { formatCost } from './format/formatCost.ts';

/** What all projects have cost together, today and this month. */
export function SpentLine({ runs }: { runs: readonly Run[] }) {
  const [now] = useState(() => new Date());
  const spent = spendingOf(runs, now);
  const sum = (pick: 'today' | 'month') =>
    formatCost(spent.reduce((total, project) => total + project[pick], 0));
  return <span class="quiet">{i18n.t('popup.spent', [sum('today'), sum('month')])}</span>;
}
