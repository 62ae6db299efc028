import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { inboxOf } from '../../utils/runs/inboxOf.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { TabState } from '../../utils/sites/tabStateOf.ts';
import { Mark } from '../ui/Mark.tsx';
import { Inbox } from './Inbox.tsx';
import { RecentRuns } from './RecentRuns.tsx';

interface Props {
  tab: TabState;
  /** Whether any site is switched on. */
  ready: boolean;
  runs: Run[];
  /** Ids of runs whose end was not looked at. */
  unseen: readonly string[];
  /** The user has looked at these runs. */
  onSeen(ids: string[]): void;
  onStop(runId: string): void;
  onAdd(): void;
  onSettings(): void;
  onHistory(): void;
}

/** What the toolbar button shows where there is no issue or merge request to ask about. */
export function PopupPage(props: Props) {
  const { tab, ready, runs, onStop, onAdd, onSettings, onHistory } = props;
  const [unseen, setUnseen] = useState(props.unseen);
  const [now] = useState(() => new Date());
  const inbox = inboxOf(runs, unseen, now);
  const others = runs.filter((run) => inbox.every((item) => item.run !== run));
  const seen = (ids: string[]) => {
    setUnseen(unseen.filter((id) => !ids.includes(id)));
    props.onSeen(ids);
  };
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
      <Inbox items={inbox} onSeen={seen} />
      {(ready || runs.length > 0) && <RecentRuns {...{ runs, others, onHistory, onStop }} />}
    </main>
  );
}
