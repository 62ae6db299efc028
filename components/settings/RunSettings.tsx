import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../utils/storage/settings.ts';
import { BUDGETS } from '../ui/budgets.ts';
import { formatBytes } from '../ui/format/formatBytes.ts';

export interface RunSettingsActions {
  getSettings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
}

const USUAL_BUDGET = BUDGETS[1];

/** When the user is told of runs, from which cost on they are warned, how large an ask may be. Saved at each change. */
export function RunSettings({ actions }: { actions: RunSettingsActions }) {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => void actions.getSettings().then(setSettings), [actions]);
  if (settings === null) return null;
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part };
    setSettings(next);
    void actions.saveSettings(next);
  };
  return (
    <section class="card" id="limits">
      <h2>{i18n.t('history.settings')}</h2>
      <label class="choice">
        <input
          type="checkbox"
          data-testid="setting-notify"
          checked={settings.notify}
          onChange={(event) => change({ notify: event.currentTarget.checked })}
        />
        {i18n.t('history.notify')}
      </label>
      <label class="choice">
        <span>{i18n.t('history.cap')}</span>
        <input
          class="amount"
          type="number"
          min="0"
          step="0.5"
          data-testid="setting-cap"
          placeholder={i18n.t('history.noCap')}
          value={settings.dailyCapUsd ?? ''}
          onChange={(event) => {
            const usd = event.currentTarget.valueAsNumber;
            change({ dailyCapUsd: usd > 0 && usd <= 100_000 ? usd : null });
          }}
        />
      </label>
      <label class="choice">
        <span>{i18n.t('history.budget')}</span>
        <select
          class="amount"
          data-testid="setting-budget"
          onChange={(event) => change({ budgetBytes: Number(event.currentTarget.value) })}
        >
          {BUDGETS.map((bytes) => (
            <option
              key={bytes}
              value={bytes}
              selected={bytes === (settings.budgetBytes ?? USUAL_BUDGET)}
            >
              {formatBytes(bytes)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
