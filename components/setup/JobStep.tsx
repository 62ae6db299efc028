import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { SetupOptions } from '../../utils/setup/addJob/SetupPlan.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AddJob, type AddJobActions } from './AddJob.tsx';
import { StepFrame } from './StepFrame.tsx';
import { useAnswer } from './useAnswer.ts';

interface Props {
  project: string;
  look(): Promise<Result<SetupOptions>>;
  actions: AddJobActions;
  onNext(): void;
}

/** Third step: the job comes into the project; where it is already there, that is said. */
export function JobStep({ project, look, actions, onNext }: Props) {
  const outlook = useAnswer(project, look);
  const [done, setDone] = useState(false);
  const there = outlook.value !== null && outlook.value.provider !== null;
  const form = outlook.value && (
    <AddJob outlook={outlook.value} actions={actions} onDone={() => setDone(true)} />
  );
  return (
    <StepFrame title={i18n.t('firstRun.job.title', [project])} intro={i18n.t('firstRun.job.intro')}>
      {outlook.failure && <FailureMessage failure={outlook.failure} onRetry={outlook.again} />}
      {!outlook.value && outlook.asking && (
        <p class="quiet" role="status">
          {i18n.t('firstRun.job.looking')}
        </p>
      )}
      {there && (
        <p class="note quiet" data-testid="first-run-job-there">
          <Icon name="check" /> {i18n.t('firstRun.job.there')}
        </p>
      )}
      {there ? (
        <details class="more">
          <summary data-testid="first-run-job-change">{i18n.t('firstRun.job.change')}</summary>
          {form}
        </details>
      ) : (
        form
      )}
      <div class="actions">
        <button
          type="button"
          class={done || there ? 'button primary' : 'button'}
          data-testid="first-run-next"
          onClick={() => onNext()}
        >
          {done || there ? i18n.t('firstRun.job.next') : i18n.t('firstRun.job.skip')}
        </button>
      </div>
    </StepFrame>
  );
}
