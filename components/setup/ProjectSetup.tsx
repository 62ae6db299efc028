import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { SetupOptions } from '../../utils/setup/addJob/SetupPlan.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { MoreSummary } from '../ui/MoreSummary.tsx';
import { AddJob, type AddJobActions } from './AddJob.tsx';
import { Doctor } from './doctor/Doctor.tsx';
import type { DoctorActions } from './doctor/DoctorActions.ts';
import { useAnswer } from './useAnswer.ts';
import { useReturn } from './useReturn.ts';

export interface ProjectSetupActions extends AddJobActions, DoctorActions {
  look(): Promise<Result<SetupOptions>>;
}

interface Props {
  project: string;
  actions: ProjectSetupActions;
  onNext(): void;
}

/** What a project needs: the job and its variables as one list, which looks again when the tab is come back to, and all checks behind a press. */
export function ProjectSetup({ project, actions, onNext }: Props) {
  const outlook = useAnswer(project, actions.look);
  useReturn(outlook.again);
  const [ready, setReady] = useState(false);
  const [checking, setChecking] = useState(false);
  return (
    <>
      {outlook.failure && <FailureMessage failure={outlook.failure} onRetry={outlook.again} />}
      {!outlook.value && outlook.asking && (
        <p class="quiet" role="status">
          {i18n.t('firstRun.job.looking')}
        </p>
      )}
      {outlook.value && (
        <AddJob
          outlook={outlook.value}
          actions={actions}
          onDone={outlook.again}
          onReady={setReady}
        />
      )}
      <details class="more" onToggle={(event) => setChecking(event.currentTarget.open)}>
        <MoreSummary testId="first-run-check">{i18n.t('firstRun.check')}</MoreSummary>
        {checking && <Doctor atOnce project={project} actions={actions} />}
      </details>
      <div class="actions">
        <button
          type="button"
          class={ready ? 'button primary' : 'button'}
          data-testid="first-run-next"
          onClick={() => onNext()}
        >
          {ready ? i18n.t('firstRun.job.next') : i18n.t('firstRun.job.skip')}
        </button>
        <p class="quiet" role="status">
          {ready ? '' : i18n.t('firstRun.job.rest')}
        </p>
      </div>
    </>
  );
}
