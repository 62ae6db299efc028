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

/** All lines: what is in the way first, what is well folded at the end. */
export function DoctorLines(props: { lines: readonly DoctorLine[]; actions: DoctorActions }) {
  const { lines, actions } = props;
  const [red = [], amber = [], green = []] = ORDER.map((light) =>
    lines.filter((line) => line.light === light),
  );
  return (
    <section class="doctor-found" aria-label={i18n.t('doctor.of')}>
      <p class={`doctor-summary ${red.length > 0 ? 'red' : 'green'}`} role="status">
        <Icon name={red.length > 0 ? 'warning' : 'check'} />
        <span>
          {i18n.t('doctor.problems', red.length)}
          {amber.length > 0 && ` ${i18n.t('doctor.perhaps', amber.length)}.`}
        </span>
      </p>
      {red.length + amber.length > 0 && <Rows lines={[...red, ...amber]} actions={actions} />}
      {green.length > 0 && (
        <details class="doctor-well" open={red.length + amber.length === 0}>
          <summary>
            <Icon name="chevron" />
            {i18n.t('doctor.well', green.length)}
          </summary>
          <Rows lines={green} actions={actions} />
        </details>
      )}
    </section>
  );
}
