import type { DoctorActions } from './DoctorActions.ts';
import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Diagnosis } from '../../../utils/setup/doctor/Diagnosis.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { onPress } from '../../ui/onPress.ts';
import { DoctorLines } from './DoctorLines.tsx';

interface Props {
  actions: DoctorActions;
  /** Path of the project, to be named while it is looked at. */
  project?: string;
  /** Looks without being pressed. */
  atOnce?: boolean;
  onDiagnosis?: (diagnosis: Diagnosis) => void;
}

type Seen =
  | { state: 'nothing' }
  | { state: 'looking' }
  | { state: 'seen'; result: Result<Diagnosis> }
  | { state: 'broken'; words: string };

/** Looks at one project on a press, and shows what it found with a button for what can be done. Give it a `key` of the project: another one starts anew. */
export function Doctor({ actions, project, atOnce = false, onDiagnosis }: Props) {
  const [seen, setSeen] = useState<Seen>({ state: 'nothing' });
  async function look(): Promise<void> {
    setSeen({ state: 'looking' });
    try {
      const result = await actions.diagnose();
      setSeen({ state: 'seen', result });
      if (result.ok) onDiagnosis?.(result.value);
    } catch (error) {
      setSeen({ state: 'broken', words: error instanceof Error ? error.message : String(error) });
    }
  }
  useEffect(() => {
    if (atOnce) void look();
  }, []);

  const looking = seen.state === 'looking';
  return (
    <div class="doctor" data-testid="ask-claude-doctor" data-state={seen.state}>
      <div aria-live="polite">
        {looking && (
          <p class="doctor-looking">
            <span class="doctor-pulse" aria-hidden="true" />
            {project === undefined
              ? i18n.t('doctor.checkingHere')
              : i18n.t('doctor.checking', [project])}
          </p>
        )}
        {seen.state === 'broken' && (
          <p class="doctor-broken" role="alert">
            {i18n.t('doctor.broken', [seen.words])}
          </p>
        )}
      </div>
      {seen.state === 'seen' &&
        (seen.result.ok ? (
          <DoctorLines lines={seen.result.value.lines} actions={actions} />
        ) : (
          <FailureMessage failure={seen.result.failure} onOpenSettings={actions.openSettings} />
        ))}
      {!looking && (
        <button
          type="button"
          class="button doctor-again"
          data-testid="ask-claude-doctor-run"
          onClick={onPress(() => void look())}
        >
          {seen.state === 'nothing' ? i18n.t('doctor.check') : i18n.t('doctor.again')}
        </button>
      )}
    </div>
  );
}
