import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { formatCost } from '../ui/format/formatCost.ts';

/** Warns once the project has cost today what the user set as their cap; it stops nothing. `ended` counts runs that have ended. */
export function CapNotice({ call, ended }: { call: CallBackground; ended: number }) {
  const [spending, setSpending] = useState<{ today: number; capUsd: number | null } | null>(null);
  useEffect(() => {
    let over = false;
    async function learn(): Promise<void> {
      const answer = await call('getSpending', {});
      if (!over && answer.ok) setSpending(answer.value);
    }
    void learn();
    return () => {
      over = true;
    };
  }, [call, ended]);
  if (spending?.capUsd == null || spending.today < spending.capUsd) return null;
  return (
    <p class="notice warning" role="status" data-testid="ask-claude-cap">
      {i18n.t('runs.cap', [formatCost(spending.today), formatCost(spending.capUsd)])}
    </p>
  );
}
