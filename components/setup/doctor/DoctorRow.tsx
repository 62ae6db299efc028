import { i18n } from '#i18n';
import type { DoctorLine, FilePlace } from '../../../utils/setup/doctor/Diagnosis.ts';
import { formatDate } from '../../ui/format/formatDate.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import type { DoctorActions } from './DoctorActions.ts';
import { FixButton } from './FixButton.tsx';

const ICONS = { green: 'check', amber: 'eye', red: 'warning' } as const;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What is so, and, where something is to be done, what. */
function sentences(line: DoctorLine): string[] {
  const [first = '', second = ''] = (line.values ?? []).map((value) =>
    DAY.test(value) ? formatDate(value) : value,
  );
  if (line.light === 'green') return [i18n.t(`doctor.fine.${line.cause}`, [first, second])];
  return [
    i18n.t(`doctor.trouble.${line.cause}.cause`, [first, second]),
    i18n.t(`doctor.trouble.${line.cause}.remedy`),
  ];
}

/** Lines of files, each a way to where it stands. */
function Places({ places }: { places: readonly FilePlace[] }) {
  return (
    <ul class="doctor-places" data-testid="ask-claude-doctor-places">
      {places.map(({ text, url }) => (
        <li key={url}>
          <Link href={url}>
            <code>{text}</code>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  line: DoctorLine;
  /** The check is named above. */
  untitled?: boolean;
  actions: DoctorActions;
}

/** One thing that was looked at. */
export function DoctorRow({ line, untitled = false, actions }: Props) {
  const { check, light, cause, detail, places, fix } = line;
  const [said = '', remedy] = sentences(line);
  return (
    <li
      class={`doctor-line ${light}`}
      data-testid="ask-claude-doctor-line"
      data-check={check}
      data-light={light}
      data-cause={cause}
    >
      <span class="doctor-light">
        <Icon name={ICONS[light]} />
        <span class="only-heard">{i18n.t(`doctor.lights.${light}`)}</span>
      </span>
      <div class="doctor-words">
        {!untitled && <h3>{i18n.t(`doctor.checks.${check}`)}</h3>}
        <p>{said}</p>
        {remedy && <p class="doctor-remedy">{remedy}</p>}
        {detail !== undefined && <pre class="doctor-detail">{detail}</pre>}
        {places && <Places places={places} />}
        {fix && <FixButton fix={fix} actions={actions} />}
      </div>
    </li>
  );
}
