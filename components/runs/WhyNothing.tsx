import { i18n } from '#i18n';
import type { Outcome } from '../../utils/outcome/Outcome.ts';
import { Icon } from '../ui/Icon.tsx';

/** Why there is no answer and no change, and what to do next. */
export function WhyNothing({ kind, cause, answer }: Outcome) {
  switch (kind) {
    case 'answered':
    case 'changed':
      return null;
    case 'failed':
      return (
        <div class="failure" data-testid="ask-claude-cause" data-cause={cause ?? 'script'}>
          <Icon name="warning" />
          <div>
            <p class="failure-cause">{i18n.t(`causes.${cause ?? 'script'}.cause`)}</p>
            <p>{i18n.t(`causes.${cause ?? 'script'}.remedy`)}</p>
          </div>
        </div>
      );
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
