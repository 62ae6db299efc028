import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { SiteView } from '../../../utils/sites/Site.ts';
import type { SetupResult } from '../../../utils/setup/addJob/carryOut.ts';
import type { Diagnosis } from '../../../utils/setup/doctor/Diagnosis.ts';
import { projectPathOf } from '../../../utils/setup/projectPathOf.ts';
import type { ProjectFix } from '../../../utils/setup/Fix.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Doctor } from './Doctor.tsx';

/** What the doctor's part of the options page asks of the world. */
export interface DoctorSectionActions {
  diagnose(request: {
    site: string;
    project: string;
    central?: string;
  }): Promise<Result<Diagnosis>>;
  performFix(request: {
    site: string;
    project: string;
    fix: ProjectFix;
  }): Promise<Result<SetupResult>>;
}

interface Props {
  sites: SiteView[];
  actions: DoctorSectionActions;
  /** Brings the user to where a token is given. */
  onNewToken(root: string): void;
}

interface DiagnosisTarget {
  site: string;
  project: string;
  central: string;
  /** Each press looks anew. */
  turn: number;
}

/** On the options page: choose a site, type a project, press Check. */
export function DoctorSection({ sites, actions, onNewToken }: Props) {
  const [site, setSite] = useState('');
  const [typed, setTyped] = useState('');
  const [central, setCentral] = useState('');
  const [missing, setMissing] = useState(false);
  const [target, setPatient] = useState<DiagnosisTarget | null>(null);
  if (sites.length === 0) return null;
  const root = sites.find((one) => one.root === site)?.root ?? sites[0]?.root ?? '';

  function check(event: Event): void {
    event.preventDefault();
    const project = projectPathOf(typed, root);
    setMissing(project === '');
    const turn = (target?.turn ?? 0) + 1;
    if (project !== '')
      setPatient({ site: root, project, central: projectPathOf(central, root), turn });
  }

  return (
    <section class="card" id="doctor" aria-labelledby="doctor-title">
      <div>
        <h2 id="doctor-title">{i18n.t('doctor.title')}</h2>
        <p class="hint">{i18n.t('doctor.intro')}</p>
      </div>
      <form class="doctor-form" onSubmit={check}>
        {sites.length > 1 && (
          <label class="field">
            <span class="field-label">{i18n.t('doctor.site')}</span>
            <select value={root} onChange={(event) => setSite(event.currentTarget.value)}>
              {sites.map((one) => (
                <option key={one.root} value={one.root}>
                  {one.root.replace(/^https?:\/\//, '')}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="field">
          <span class="field-label">{i18n.t('doctor.project')}</span>
          <input
            data-testid="doctor-project"
            value={typed}
            placeholder={i18n.t('projects.example')}
            spellcheck={false}
            aria-describedby="doctor-project-hint"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <span class="hint" id="doctor-project-hint" role={missing ? 'alert' : undefined}>
            {missing ? i18n.t('doctor.noProject') : i18n.t('doctor.projectHint')}
          </span>
        </label>
        <details class="doctor-more">
          <summary>
            <Icon name="chevron" />
            {i18n.t('doctor.central')}
          </summary>
          <label class="field">
            <input
              data-testid="doctor-central"
              value={central}
              spellcheck={false}
              aria-label={i18n.t('doctor.central')}
              onInput={(event) => setCentral(event.currentTarget.value)}
            />
            <span class="hint">{i18n.t('doctor.centralHint')}</span>
          </label>
        </details>
        <button class="button primary" data-testid="doctor-check">
          {i18n.t('doctor.check')}
        </button>
      </form>
      {target && <Examination {...{ target, actions, onNewToken }} key={target.turn} />}
    </section>
  );
}

function Examination(props: Pick<Props, 'actions' | 'onNewToken'> & { target: DiagnosisTarget }) {
  const { target, actions, onNewToken } = props;
  const { site, project, central } = target;
  // What is to be put right lies where the pipelines run.
  const address = { site, project: central || project };
  return (
    <Doctor
      atOnce
      project={project}
      actions={{
        diagnose: () => actions.diagnose({ site, project, ...(central !== '' && { central }) }),
        newToken: () => onNewToken(site),
        fix: (fix) => actions.performFix({ ...address, fix }),
      }}
    />
  );
}
