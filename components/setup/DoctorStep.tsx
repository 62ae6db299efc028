import { i18n } from '#i18n';
import { Doctor } from './doctor/Doctor.tsx';
import type { DoctorActions } from './doctor/DoctorActions.ts';
import { StepFrame } from './StepFrame.tsx';

interface Props {
  project: string;
  actions: DoctorActions;
  onNext(): void;
}

/** The step before the first ask: everything that could be in its way. */
export function DoctorStep({ project, actions, onNext }: Props) {
  return (
    <StepFrame
      title={i18n.t('firstRun.doctor.title')}
      intro={i18n.t('firstRun.doctor.intro', [project])}
    >
      <Doctor atOnce project={project} actions={actions} />
      <div class="actions">
        <button
          type="button"
          class="button primary"
          data-testid="first-run-next"
          onClick={() => onNext()}
        >
          {i18n.t('firstRun.doctor.next')}
        </button>
      </div>
    </StepFrame>
  );
}
