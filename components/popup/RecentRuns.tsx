import { i18n } from '#i18n';
import { isFinal, type Run } from '../../utils/runs/Run.ts';
import { isUntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { SpentLine } from '../ui/SpentLine.tsx';
import { RunRow } from './RunRow.tsx';

/** Runs in view, with those that go on and wait; the options page has them all. A browser gives a popup 600 pixels. */
const SHOWN = 4;

interface Props {
  runs: Run[];
  /** Those that wait for nobody. */
  others: Run[];
  onHistory(): void;
  /** Nothing more is to be asked by itself for a run. */
  onStop(runId: string): void;
}

function goesOn(run: Run): boolean {
  return !isFinal(run.state) || isUntilGreen(run);
}

/** Runs over all sites: those that go on, then the last that ended, and what this month has cost. */
export function RecentRuns({ runs, others, onHistory, onStop }: Props) {
  const going = others.filter(goesOn);
  const room = Math.max(0, SHOWN - going.length - (runs.length - others.length));
  const ended = others.filter((run) => !goesOn(run)).slice(0, room);
  return (
    <>
      {going.length > 0 && (
        <section>
          <h2>{i18n.t('popup.going')}</h2>
          <ul class="popup-runs">
            {going.map((run) => (
              <RunRow key={run.id} run={run} onStop={() => onStop(run.id)} />
            ))}
          </ul>
        </section>
      )}
      {(ended.length > 0 || runs.length === 0) && (
        <section>
          <h2>{i18n.t('popup.runs')}</h2>
          {runs.length === 0 && <p class="quiet">{i18n.t('popup.noRuns')}</p>}
          <ul class="popup-runs">
            {ended.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
        </section>
      )}
      {runs.length > 0 && (
        <footer class="popup-footer">
          <SpentLine runs={runs} />
          <button class="button small" type="button" data-testid="history" onClick={onHistory}>
            {i18n.t('popup.history')}
          </button>
        </footer>
      )}
    </>
  );
}
