import { i18n } from '#i18n';
import type { DoctorLine, Light } from '../../utils/setup/doctor/Diagnosis.ts';
import { Icon } from '../ui/Icon.tsx';
import type { DoctorActions } from './Doctor.tsx';
import { DoctorRow } from './DoctorRow.tsx';

const ORDER: readonly Light[] = ['red', 'amber', 'green'];

function Rows({ lines, actions }: { lines: readonly DoctorLine[]; actions: DoctorActions }) {
  return (
    <ul class="doctor-lines">
      {lines.map((line) => (
        <DoctorRow key={`${line.check} ${line.cause} ${line.values?.[0]}`} {...{ line, actions }} />
      ))}
    </ul>
  );
}

interface FoldedProps {
  title: string;
  open: boolean;
  lines: readonly DoctorLine[];
  actions: DoctorActions;
}

function Folded({ title, open, lines, actions }: FoldedProps) {
  if (lines.length === 0) return null;
  return (
    <details class="doctor-well" open={open}>
      <summary>
        <Icon name="chevron" />
        {title}
      </summary>
      <Rows lines={lines} actions={actions} />
    </details>
  );
}

/** Without a key to the model nothing else matters. */
function isKeyMissing({ check, cause }: DoctorLine): boolean {
  return (
    check === 'provider' && (cause === 'provider_missing' || cause === 'provider_perhaps_above')
  );
}

/** All lines: what is in the way first; what could not be read and what is well, folded at the end. */
export function DoctorLines(props: { lines: readonly DoctorLine[]; actions: DoctorActions }) {
  const { lines, actions } = props;
  const unread = lines.filter(({ cause }) => cause === 'not_readable');
  const [red = [], amber = [], green = []] = ORDER.map((light) =>
    lines.filter((line) => line.light === light && !unread.includes(line)),
  );
  return (
    <section class="doctor-found" aria-label={i18n.t('doctor.of')}>
      <p class={`doctor-summary ${red.length > 0 ? 'red' : 'green'}`} role="status">
        <Icon name={red.length > 0 ? 'warning' : 'check'} />
        <span>
          {red.some(isKeyMissing) && `${i18n.t('doctor.noKey')} `}
          {i18n.t('doctor.problems', red.length)}
          {amber.length > 0 && ` ${i18n.t('doctor.perhaps', amber.length)}.`}
        </span>
      </p>
      {red.length + amber.length > 0 && <Rows lines={[...red, ...amber]} actions={actions} />}
      <Folded
        title={i18n.t('doctor.unread', unread.length)}
        open={red.length + amber.length === 0}
        lines={unread}
        actions={actions}
      />
      <Folded
        title={i18n.t('doctor.well', green.length)}
        open={red.length + amber.length + unread.length === 0}
        lines={green}
        actions={actions}
      />
    </section>
  );
}
