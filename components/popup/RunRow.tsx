import { i18n } from '#i18n';
import type { InboxReason } from '../../utils/runs/inboxOf.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { isUntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { runAddress } from '../../utils/runs/runAddress.ts';
import { Elapsed } from '../ui/Elapsed.tsx';
import { formatCost } from '../ui/format/formatCost.ts';
import { Link } from '../ui/Link.tsx';

interface Props {
  run: Run;
  /** What it waits for; said in place of its state. */
  waiting?: InboxReason;
  /** Its page is opened. */
  onOpen?(): void;
  /** Nothing more is to be asked for it by itself. */
  onStop?(): void;
}

/** One run in a list over all sites: state, page, what came of it, cost. */
export function RunRow({ run, waiting, onOpen, onStop }: Props) {
  const { outcome, page, projectPath, label } = run;
  const cost = outcome?.costUsd ?? null;
  return (
    <li data-testid="run-row" data-state={run.state} data-waiting={waiting}>
      <div class="run-line">
        {waiting && waiting !== 'result' ? (
          <span class={`state state-${waiting}`}>{i18n.t(`popup.${waiting}`)}</span>
        ) : isUntilGreen(run) ? (
          <span class="state state-running">{i18n.t('popup.untilGreen')}</span>
        ) : outcome && run.state === 'finished' ? (
          <span class="state state-finished" data-outcome={outcome.kind}>
            {i18n.t(`outcomes.${outcome.kind}`)}
          </span>
        ) : (
          <span class={`state state-${run.state}`}>{i18n.t(`states.${run.state}`)}</span>
        )}
        <span class="run-figures">
          {cost !== null && <span>{formatCost(cost)}</span>}
          <Elapsed since={run.createdAt} until={run.finishedAt} />
          {onStop && isUntilGreen(run) && (
            <button
              class="button small"
              type="button"
              data-testid="run-stop"
              aria-label={i18n.t('popup.stop', [page.title])}
              onClick={onStop}
            >
              {i18n.t('untilGreen.stop')}
            </button>
          )}
        </span>
      </div>
      <Link href={runAddress(run)} onOpen={onOpen}>
        {page.title}
      </Link>
      <p class="quiet run-label">
        {projectPath} {page.type === 'issue' ? '#' : '!'}
        {page.iid}
        {label && ` · ${label}`}
      </p>
    </li>
  );
}
