import { i18n } from '#i18n';
import type { DoctorLine } from '../../../utils/setup/doctor/Diagnosis.ts';
import type { Fix } from '../../../utils/setup/Fix.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { DoctorActions } from './DoctorActions.ts';
import { DoctorRow } from './DoctorRow.tsx';
import { FixButton } from './FixButton.tsx';

/** So few are shown without being asked for. */
const FEW = 5;

/** One ask that all is mended. */
function fixOfAll(lines: readonly DoctorLine[]): Fix {
  const words = lines.flatMap(({ fix }) => (fix?.kind === 'askClaude' ? [fix.words] : []));
  return { kind: 'askClaude', words: words.join('\n\n') };
}

interface Props {
  lines: readonly DoctorLine[];
  /** Whether the doctor has nothing else to say. */
  alone: boolean;
  actions: DoctorActions;
}

/** What the project's CI file could do better: nothing of it keeps asks from working, so it stands apart. */
export function ReviewLines({ lines, alone, actions }: Props) {
  if (lines.length === 0) return null;
  return (
    <details
      class="doctor-well doctor-review"
      data-testid="ask-claude-doctor-review"
      open={alone || lines.length <= FEW}
    >
      <summary>
        <Icon name="chevron" />
        {i18n.t('doctor.review', lines.length)}
      </summary>
      {lines.length > 1 && <FixButton ofAll fix={fixOfAll(lines)} actions={actions} />}
      <ul class="doctor-lines">
        {lines.map((line) => (
          <DoctorRow key={line.cause} untitled {...{ line, actions }} />
        ))}
      </ul>
    </details>
  );
}
