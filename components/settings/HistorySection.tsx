import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import { exportCosts } from '../../utils/runs/costs/costsOf.ts';
import { exportRuns, searchRuns } from '../../utils/runs/exportRuns.ts';
import { inboxOf } from '../../utils/runs/inboxOf.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { Inbox } from '../popup/Inbox.tsx';
import { RunRow } from '../popup/RunRow.tsx';
import { CostTable } from './CostTable.tsx';
import { download } from './download.ts';

export interface HistoryActions {
  listRuns(): Promise<Run[]>;
  /** Ids of runs whose end was not looked at. */
  listUnseen(): Promise<string[]>;
  /** The user has looked at these runs. */
  seeRuns(ids: string[]): Promise<void>;
  eraseRuns(): Promise<void>;
}

/** Rows in view; the search finds the others. */
const SHOWN = 10;

/** The history of runs: those that wait for the user, costs, a search, an export, and a way to forget it. */
export function HistorySection({ actions }: { actions: HistoryActions }) {
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const [words, setWords] = useState('');
  const [asking, setAsking] = useState(false);
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  const [now] = useState(() => new Date());
  const load = async () => {
    setUnseen(await actions.listUnseen());
    setRuns(await actions.listRuns());
  };
  useEffect(() => void load(), [actions]);
  const isLoaded = runs !== null;
  useEffect(() => {
    // The popup leads here; the section stands only once the runs are read.
    if (isLoaded && location.hash === '#history')
      document.getElementById('history')?.scrollIntoView();
  }, [isLoaded]);
  const erase = async () => {
    setAsking(false);
    await actions.eraseRuns();
    await load();
  };
  const see = (ids: string[]) => {
    setUnseen(unseen.filter((id) => !ids.includes(id)));
    void actions.seeRuns(ids);
  };
  if (runs === null) return null;
  const found = searchRuns(runs, words);
  return (
    <section class="card" id="history" data-testid="history-section">
      <h2>{i18n.t('history.title')}</h2>
      {runs.length === 0 ? (
        <p class="quiet">{i18n.t('popup.noRuns')}</p>
      ) : (
        <>
          {words === '' && <Inbox items={inboxOf(runs, unseen, now)} onSeen={see} Heading="h3" />}
          <CostTable runs={runs} />
          <div class="field">
            <input
              type="search"
              data-testid="history-search"
              aria-label={i18n.t('history.search')}
              placeholder={i18n.t('history.search')}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </div>
          <ul class="popup-runs history-runs">
            {found.slice(0, SHOWN).map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
          {found.length === 0 && <p class="quiet">{i18n.t('history.nothing')}</p>}
          {found.length > SHOWN && (
            <p class="quiet">{i18n.t('history.more', found.length - SHOWN)}</p>
          )}
          <div class="actions">
            <button
              class="button"
              type="button"
              onClick={() => download(exportRuns(runs), 'ask-claude-runs.json')}
            >
              {i18n.t('history.export')}
            </button>
            <button
              class="button"
              type="button"
              data-testid="costs-export"
              onClick={() => download(exportCosts(runs), 'ask-claude-costs.csv', 'text/csv')}
            >
              {i18n.t('history.exportCosts')}
            </button>
            {asking ? (
              <>
                <button
                  class="button danger"
                  type="button"
                  data-testid="history-erase-yes"
                  onClick={() => void erase()}
                >
                  {i18n.t('history.eraseYes')}
                </button>
                <button class="button" type="button" onClick={() => setAsking(false)}>
                  {i18n.t('options.removeNo')}
                </button>
              </>
            ) : (
              <button
                class="button"
                type="button"
                data-testid="history-erase"
                onClick={() => setAsking(true)}
              >
                {i18n.t('history.erase')}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
