import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';
import { Elapsed } from '../ui/Elapsed.tsx';
import { Link } from '../ui/Link.tsx';
import { runAddress } from './runAddress.ts';

/** The last runs over all sites, newest first. */
export function RecentRuns({ runs }: { runs: Run[] }) {
  return (
    <section>
      <h2>{i18n.t('popup.runs')}</h2>
      {runs.length === 0 && <p class="quiet">{i18n.t('popup.noRuns')}</p>}
      <ul class="popup-runs">
        {runs.map((run) => (
          <li key={run.id}>
            <div class="run-line">
              <span class={`state state-${run.state}`}>{i18n.t(`states.${run.state}`)}</span>
              <Elapsed since={run.createdAt} until={run.finishedAt} />
            </div>
            <Link href={runAddress(run)}>{run.page.title}</Link>
            <p class="quiet run-label">
              {run.projectPath} {run.page.type === 'issue' ? '#' : '!'}
              {run.page.iid}
              {run.label && ` · ${run.label}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
