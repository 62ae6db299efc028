import { i18n } from '#i18n';
import type { DoctorLine, LineColor } from '../../../utils/setup/doctor/Diagnosis.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { DoctorActions } from './DoctorActions.ts';
import { DoctorRow } from './DoctorRow.tsx';
import { ReviewLines } from './ReviewLines.tsx';

const ORDER: readonly LineColor[] = ['red', 'amber', 'green'];

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

/** Causes that leave open whether something is in the way. */
const DOUBTS: ReadonlySet<DoctorLine['cause']> = new Set([
  'not_readable',
  'not_answered',
  'role_unknown',
  'ref_uncertain',
  'variables_unknown',
  'job_uncertain',
  'provider_perhaps_above',
  'write_back_perhaps_above',
  'write_back_expired',
  'runner_silent',
  'runner_uncertain',
]);

/** Without it asks are answered in the panel alone, and changes stay patches. */
function isTokenMissing({ check, cause }: DoctorLine): boolean {
  return (
    check === 'write_back' &&
    (cause === 'write_back_missing' || cause === 'write_back_perhaps_above')
  );
}

/** In one line: what was not found, how much is in the way, and nothing that is not known. */
function summaryOf(lines: readonly DoctorLine[], red: number, amber: number): string {
  const doubted = lines.some(({ cause }) => DOUBTS.has(cause));
  return [
    lines.some(isKeyMissing) ? i18n.t('doctor.noKey') : '',
    lines.some(isTokenMissing) ? i18n.t('doctor.noToken') : '',
    red === 0 && doubted ? i18n.t('doctor.noneKnown') : i18n.t('doctor.problems', red),
    amber > 0 ? `${i18n.t('doctor.perhaps', amber)}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What a reviewer of pipelines would say. */
function isReview({ check, light, cause }: DoctorLine): boolean {
  return check === 'ci_checks' && light === 'amber' && !DOUBTS.has(cause);
}

/** All lines: what is in the way first; what could not be read and what is well, folded at the end. */
export function DoctorLines(props: { lines: readonly DoctorLine[]; actions: DoctorActions }) {
  const { lines, actions } = props;
  const unread = lines.filter(({ cause }) => cause === 'not_readable');
  const review = lines.filter(isReview);
  const [red = [], amber = [], green = []] = ORDER.map((light) =>
    lines.filter(
      (line) => line.light === light && !unread.includes(line) && !review.includes(line),
    ),
  );
  const light = red.length > 0 ? 'red' : lines.some(isTokenMissing) ? 'amber' : 'green';
  return (
    <section class="doctor-found" aria-label={i18n.t('doctor.of')}>
      <p class={`doctor-summary ${light}`} role="status">
        <Icon name={light === 'green' ? 'check' : 'warning'} />
        <span>{summaryOf(lines, red.length, amber.length)}</span>
      </p>
      {red.length + amber.length > 0 && <Rows lines={[...red, ...amber]} actions={actions} />}
      <ReviewLines lines={review} alone={red.length + amber.length === 0} actions={actions} />
      <Folded
        title={i18n.t('doctor.unread', unread.length)}
        open={red.length + amber.length + review.length === 0}
        lines={unread}
        actions={actions}
      />
      <Folded
        title={i18n.t('doctor.well', green.length)}
        open={red.length + amber.length + review.length + unread.length === 0}
        lines={green}
        actions={actions}
      />
    </section>
  );
}
