import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';
import type { TabState } from '../../utils/sites/tabStateOf.ts';
import { Mark } from '../ui/Mark.tsx';
import { RecentRuns } from './RecentRuns.tsx';

interface Props {
  tab: TabState;
  /** Whether any site is switched on. */
  ready: boolean;
  runs: Run[];
  onAdd(): void;
  onSettings(): void;
  onHistory(): void;
}

/** What the toolbar button shows where there is no issue or merge request to ask about. */
export function PopupPage({ tab, ready, runs, onAdd, onSettings, onHistory }: Props) {
  return (
    <main>
      <header class="popup-header">
        <Mark />
        <h1>{i18n.t('name')}</h1>
        {ready && (
          <button class="button small" type="button" onClick={onSettings}>
            {i18n.t('popup.settings')}
          </button>
        )}
      </header>
      {tab.kind === 'addable' && (
        <section class="card">
          <p>{i18n.t('popup.addable', [tab.host])}</p>
          <button class="button primary" type="button" onClick={onAdd}>
            {i18n.t('popup.add')}
          </button>
        </section>
      )}
      {tab.kind !== 'addable' && !ready && (
        <section class="card">
          <p>{i18n.t('popup.nothingYet')}</p>
          <button class="button primary" type="button" onClick={onSettings}>
            {i18n.t('popup.setUp')}
          </button>
        </section>
      )}
      {tab.kind !== 'addable' && ready && <p class="hint">{i18n.t('popup.where')}</p>}
      {(ready || runs.length > 0) && <RecentRuns runs={runs} onHistory={onHistory} />}
    </main>
  );
}
