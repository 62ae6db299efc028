import { i18n } from '#i18n';
import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { MaintainerHelp } from '../setup/maintainer/MaintainerHelp.tsx';
import { taskOfCause } from '../setup/maintainer/maintainerTasks.ts';
import { Icon } from '../ui/Icon.tsx';

/** Why there is no answer and no change, and what to do next. */
export function WhyNothing({ run, outcome }: { run: Run; outcome: Outcome }) {
  const { kind, answer } = outcome;
  switch (kind) {
    case 'answered':
    case 'changed':
      return null;
    case 'failed': {
      const cause = outcome.cause ?? 'script';
      const words = i18n.t(`causes.${cause}.cause`);
      const task = taskOfCause(cause);
      return (
        <div class="failure" data-testid="ask-claude-cause" data-cause={cause}>
          <Icon name="warning" />
          <div>
            <p class="failure-cause">{words}</p>
            <p>{i18n.t(`causes.${cause}.remedy`)}</p>
            {task && <MaintainerHelp {...task} place={run} cause={words} jobUrl={run.jobUrl} />}
          </div>
        </div>
      );
    }
    default:
      return (
        <p class="run-note" data-testid="ask-claude-next">
          {kind === 'limit' && answer.trim() === ''
            ? i18n.t('nextSteps.limitSilent')
            : i18n.t(`nextSteps.${kind}`)}
        </p>
      );
  }
}
