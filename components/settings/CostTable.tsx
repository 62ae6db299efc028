import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import {
  COST_GROUPS,
  type CostGroup,
  type Costs,
  costsOf,
} from '../../utils/runs/costs/costsOf.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { presetOfRun } from '../ask/presetWords.ts';
import { formatCost } from '../ui/format/formatCost.ts';
import { formatMonth } from '../ui/format/formatDate.ts';
import { SpentLine } from '../ui/SpentLine.tsx';

function nameOf(group: CostGroup, name: string): string {
  switch (group) {
    case 'project':
      return name;
    case 'preset':
      return presetOfRun(name);
    case 'month':
      return formatMonth(name);
  }
}

function Row({ group, costs }: { group: CostGroup; costs: Costs }) {
  const { name, runs, unknown, total } = costs;
  return (
    <tr>
      <th scope="row">{nameOf(group, name)}</th>
      <td>
        {runs}
        {unknown > 0 && <span class="quiet"> {i18n.t('history.unknown', unknown)}</span>}
      </td>
      <td>{formatCost(total)}</td>
    </tr>
  );
}

/** What the runs of the history have cost, by project, preset or month. */
export function CostTable({ runs }: { runs: readonly Run[] }) {
  const [group, setGroup] = useState<CostGroup>('project');
  return (
    <div class="costs-section">
      <div class="costs-head">
        <label class="choice">
          <span>{i18n.t('history.by')}</span>
          <select
            class="amount"
            data-testid="costs-by"
            value={group}
            onChange={({ currentTarget: { value } }) =>
              setGroup(COST_GROUPS.find((one) => one === value) ?? 'project')
            }
          >
            {COST_GROUPS.map((one) => (
              <option key={one} value={one}>
                {i18n.t(`history.groups.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <SpentLine runs={runs} />
      </div>
      <table class="costs" data-testid="costs">
        <thead>
          <tr>
            <th scope="col">{i18n.t(`history.groups.${group}`)}</th>
            <th scope="col">{i18n.t('history.runs')}</th>
            <th scope="col">{i18n.t('history.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {costsOf(runs, group).map((costs) => (
            <Row key={costs.name} group={group} costs={costs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
