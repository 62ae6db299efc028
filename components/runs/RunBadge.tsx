import { i18n } from '#i18n';
import type { Run } from '../../utils/runs/Run.ts';

/** Waiting for another run of the page, not for a runner. */
function isQueued({ state, jobStatus }: Run): boolean {
  return state === 'waiting' && jobStatus === 'waiting_for_resource';
}

/** How a run stands; once it is known, what came of it: amber where that is nothing. */
export function RunBadge({ run }: { run: Run }) {
  const { outcome, state } = run;
  return (
    <span class="state" data-state={state} data-outcome={outcome?.kind}>
      {outcome
        ? i18n.t(`outcomes.${outcome.kind}`)
        : isQueued(run)
          ? i18n.t('runs.queued')
          : i18n.t(`states.${state}`)}
    </span>
  );
}
