import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { BUDGETS } from '../../ui/budgets.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';

interface Props {
  size: Preview['size'];
  onBudget(bytes: number): void;
}

/** The whole against what it may take, which can be changed where more can be carried. */
export function BudgetLine({ size, onBudget }: Props) {
  const { bytes, budget, requested, highest } = size;
  const usual = BUDGETS.filter((choice) => choice <= highest);
  // An organisation's rule may want another than the usual ones.
  const choices = [...new Set([...usual, requested])].toSorted((a, b) => a - b);
  const share = Math.min(100, Math.round((bytes / Math.max(1, budget)) * 100));
  return (
    <div class="budget" data-testid="ask-claude-budget">
      <div class="meter" aria-hidden="true">
        <div style={{ width: `${share}%` }} />
      </div>
      <label class="budget-line">
        <span>
          {i18n.t('panel.budget', [formatBytes(bytes)])}{' '}
          {budget < requested && i18n.t('panel.budgetLowered', [formatBytes(budget)])}
        </span>
        <select
          aria-label={i18n.t('panel.budgetChoose')}
          onChange={(event) => onBudget(Number(event.currentTarget.value))}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice} selected={choice === requested}>
              {i18n.t('panel.budgetOf', [formatBytes(choice)])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
