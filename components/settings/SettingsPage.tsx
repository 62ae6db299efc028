import { i18n } from '#i18n';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SiteView } from '../../utils/messages/OwnApi.ts';
import { Mark } from '../ui/Mark.tsx';
import { PresetSection, type PresetActions } from './PresetSection.tsx';
import { AddSite, type AddSiteActions } from './AddSite.tsx';
import { HistorySection, type HistoryActions } from './HistorySection.tsx';
import { RunSettings, type RunSettingsActions } from './RunSettings.tsx';
import { SiteList } from './SiteList.tsx';

/** What the options page asks of the world. */
export interface SettingsActions
  extends AddSiteActions, PresetActions, HistoryActions, RunSettingsActions {
  listSites(): Promise<SiteView[]>;
  removeSite(root: string): Promise<void>;
}

/** The options page: connect a GitLab, see and remove the connected ones. */
export function SettingsPage({ actions, address }: { actions: SettingsActions; address: string }) {
  const [sites, setSites] = useState<SiteView[]>([]);
  const [chosen, setChosen] = useState(address);
  const [broken, setBroken] = useState('');
  const fail = useCallback((error: unknown) => {
    setBroken(error instanceof Error ? error.message : String(error));
  }, []);
  const reload = useCallback(() => {
    actions.listSites().then(setSites, fail);
  }, [actions, fail]);
  useEffect(reload, [reload]);

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
      </header>
      {broken && (
        <p class="broken" role="alert">
          {i18n.t('options.broken', [broken])}
        </p>
      )}
      <AddSite {...actions} address={chosen} onSaved={reload} />
      <SiteList sites={sites} onRemove={remove} onRenew={renew} />
      <PresetSection actions={actions} onFail={fail} />
      <RunSettings actions={actions} />
      <HistorySection actions={actions} />
      <p class="promise">{i18n.t('options.promise')}</p>
    </main>
  );
}
