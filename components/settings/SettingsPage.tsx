import { i18n } from '#i18n';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { KnownSite } from '../../utils/sites/knownSites.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import type { Policy } from '../../utils/storage/policy.ts';
import { DoctorSection, type DoctorSectionActions } from '../setup/doctor/DoctorSection.tsx';
import { Mark } from '../ui/Mark.tsx';
import { PresetSection, type PresetActions } from './PresetSection.tsx';
import { AddSite, type AddSiteActions } from './sites/AddSite.tsx';
import { HistorySection, type HistoryActions } from './HistorySection.tsx';
import { PolicySection } from './PolicySection.tsx';
import { type ProjectActions, ProjectSection } from './ProjectSection.tsx';
import { RunSettings, type RunSettingsActions } from './RunSettings.tsx';
import { type SectionLink, SectionList } from './SectionList.tsx';
import { SiteList } from './sites/SiteList.tsx';
import { type TransferActions, TransferSection } from './TransferSection.tsx';

/** What the options page asks of the world. */
export interface SettingsActions
  extends
    AddSiteActions,
    PresetActions,
    HistoryActions,
    RunSettingsActions,
    ProjectActions,
    TransferActions,
    DoctorSectionActions {
  listSites(): Promise<SiteView[]>;
  /** Opens the page that goes through set-up step by step. */
  openFirstRun(): Promise<unknown>;
  listKnownSites(): Promise<KnownSite[]>;
  removeSite(root: string): Promise<void>;
  getPolicy(): Promise<Policy>;
  /** Calls the listener when the organisation's rules change: Chromium brings them some seconds after a new profile's start. */
  watchPolicy(listener: () => void): () => void;
  /** Whether the browser lets us into private windows. */
  worksInPrivate(): Promise<boolean>;
}

interface Props {
  actions: SettingsActions;
  /** Address to begin with. */
  address: string;
  /** Host of a page that was to be added and is not GitLab's. */
  notGitLab?: string;
}

/** The page's sections, in their order; there is nothing to check before something is connected. */
function sectionsOf(sites: readonly SiteView[]): SectionLink[] {
  return [
    { id: 'connections', name: i18n.t('options.connections') },
    ...(sites.length === 0 ? [] : [{ id: 'doctor', name: i18n.t('doctor.title') }]),
    ...(sites.length === 0 ? [] : [{ id: 'projects', name: i18n.t('projects.title') }]),
    { id: 'own-presets', name: i18n.t('options.presets') },
    { id: 'limits', name: i18n.t('history.settings') },
    { id: 'history', name: i18n.t('history.title') },
    { id: 'transfer', name: i18n.t('transfer.title') },
  ];
}

/** The options page: connect a GitLab, see and remove the connected ones. */
export function SettingsPage({ actions, address, notGitLab = '' }: Props) {
  const [sites, setSites] = useState<SiteView[]>([]);
  const [known, setKnown] = useState<KnownSite[]>([]);
  const [chosen, setChosen] = useState(address);
  const [broken, setBroken] = useState('');
  const [inPrivate, setInPrivate] = useState(true);
  const fail = useCallback((error: unknown) => {
    setBroken(error instanceof Error ? error.message : String(error));
  }, []);
  const reload = useCallback(() => {
    actions.listSites().then(setSites, fail);
    actions.listKnownSites().then(setKnown, fail);
  }, [actions, fail]);
  useEffect(reload, [reload]);
  useEffect(() => actions.watchPolicy(reload), [actions, reload]);
  useEffect(() => {
    actions.worksInPrivate().then(setInPrivate, fail);
  }, [actions, fail]);

  const remove = (root: string) => {
    actions.removeSite(root).then(reload, fail);
  };
  const renew = (root: string) => {
    setChosen(root);
    document.querySelector<HTMLInputElement>('[data-testid="site-token"]')?.focus();
  };

  return (
    <main>
      <header class="page-header">
        <Mark />
        <div>
          <h1>{i18n.t('name')}</h1>
          <p>{i18n.t('options.intro')}</p>
        </div>
        <button
          type="button"
          class="button"
          data-testid="open-first-run"
          onClick={() => void actions.openFirstRun()}
        >
          {i18n.t('firstRun.openIt')}
        </button>
      </header>
      {broken && (
        <p class="broken" role="alert">
          {i18n.t('options.broken', [broken])}
        </p>
      )}
      {notGitLab !== '' && (
        <p class="broken" role="status" data-testid="not-gitlab">
          {i18n.t('options.notGitLab', [notGitLab])}
        </p>
      )}
      <div class="sectioned">
        <SectionList sections={sectionsOf(sites)} />
        <div class="sections">
          <PolicySection actions={actions} onFail={fail} />
          <div class="sections" id="connections">
            <SiteList sites={sites} onRemove={remove} onRenew={renew} />
            <AddSite {...actions} address={chosen} known={known} onSaved={reload} />
          </div>
          <DoctorSection sites={sites} actions={actions} onNewToken={renew} />
          <ProjectSection actions={actions} sites={sites} onFail={fail} />
          <PresetSection actions={actions} onFail={fail} />
          <RunSettings actions={actions} />
          <HistorySection actions={actions} />
          <TransferSection actions={actions} onTaken={reload} onFail={fail} />
          {!inPrivate && <p class="promise">{i18n.t('options.private')}</p>}
          <p class="promise">{i18n.t('options.promise')}</p>
        </div>
      </div>
    </main>
  );
}
