import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';
import { runAddress } from '../../utils/runs/runAddress.ts';
import { Elapsed } from '../ui/Elapsed.tsx';
import { formatCost } from '../ui/format/formatCost.ts';
import { Link } from '../ui/Link.tsx';

/** One run in a list over all sites: state, page, what came of it, cost. */
export function RunRow({ run }: { run: Run }) {
  const { outcome, page, projectPath, label } = run;
  const cost = outcome?.costUsd ?? null;
  return (
    <li data-testid="run-row" data-state={run.state}>
      <div class="run-line">
        {outcome && run.state === 'finished' ? (
          <span class="state state-finished" data-outcome={outcome.kind}>
            {i18n.t(`outcomes.${outcome.kind}`)}
          </span>
        ) : (
          <span class={`state state-${run.state}`}>{i18n.t(`states.${run.state}`)}</span>
        )}
        <span class="run-figures">
          {cost !== null && <span>{formatCost(cost)}</span>}
          <Elapsed since={run.createdAt} until={run.finishedAt} />
        </span>
      </div>
      <Link href={runAddress(run)}>{page.title}</Link>
      <p class="quiet run-label">
        {projectPath} {page.type === 'issue' ? '#' : '!'}
        {page.iid}
        {label && ` · ${label}`}
      </p>
    </li>
  );
}
