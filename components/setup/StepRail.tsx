import { i18n } from '#i18n';
import { FIRST_RUN_STEPS, type FirstRunStep } from '../../utils/setup/FirstRun.ts';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  step: FirstRunStep;
  /** Whether a step can be gone to. */
  open(step: FirstRunStep): boolean;
  onStep(step: FirstRunStep): void;
}

/** Where the user is in the first run, and the way back. */
export function StepRail({ step, open, onStep }: Props) {
  const now = FIRST_RUN_STEPS.indexOf(step);
  return (
    <nav aria-label={i18n.t('firstRun.steps')}>
      <ol class="rail">
        {FIRST_RUN_STEPS.map((name, index) => (
          <li key={name} data-state={index < now ? 'done' : index === now ? 'now' : 'ahead'}>
            <button
              type="button"
              data-testid="first-run-step"
              data-step={name}
              aria-current={index === now ? 'step' : undefined}
              disabled={!open(name)}
              onClick={() => onStep(name)}
            >
              <span class="rail-mark" aria-hidden="true">
                {index < now ? <Icon name="check" /> : index + 1}
              </span>
              {i18n.t(`firstRun.step.${name}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
