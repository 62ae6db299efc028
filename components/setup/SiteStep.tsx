import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { KnownSite } from '../../utils/sites/knownSites.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import { AddSite, type AddSiteActions } from '../settings/sites/AddSite.tsx';
import { StepFrame } from './StepFrame.tsx';

export interface SiteStepActions extends AddSiteActions {
  listSites(): Promise<SiteView[]>;
  listKnownSites(): Promise<KnownSite[]>;
}

interface Props {
  actions: SiteStepActions;
  onNext(site: string): void;
}

/** First step: which GitLab, and as whom. A site that is signed in to is taken at once. */
export function SiteStep({ actions, onNext }: Props) {
  const [sites, setSites] = useState<SiteView[]>([]);
  const [known, setKnown] = useState<KnownSite[]>([]);
  const [address, setAddress] = useState('');
  useEffect(() => {
    void actions.listSites().then(setSites);
    void actions.listKnownSites().then(setKnown);
  }, [actions]);

  /** The one that was not there before: it was just signed in to. */
  async function saved(): Promise<void> {
    const now = await actions.listSites();
    const added = now.find(({ root }) => !sites.some((site) => site.root === root)) ?? now.at(-1);
    setSites(now);
    if (added) onNext(added.root);
  }

  return (
    <StepFrame title={i18n.t('firstRun.site.title')} intro={i18n.t('firstRun.site.intro')}>
      {sites.length > 0 && (
        <ul class="picks">
          {sites.map(({ root, user }) => (
            <li key={root}>
              <button
                type="button"
                class="pick"
                data-testid="first-run-site"
                onClick={() => onNext(root)}
              >
                <strong>{root.replace(/^https?:\/\//, '')}</strong>
                <span class="quiet">{i18n.t('firstRun.site.as', [user.name, user.username])}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {sites.length === 0 && address === '' && (
        <p>
          <button
            type="button"
            class="button"
            data-testid="first-run-gitlab-com"
            onClick={() => setAddress('https://gitlab.com')}
          >
            {i18n.t('firstRun.site.gitlabCom')}
          </button>
        </p>
      )}
      <AddSite {...actions} address={address} known={known} onSaved={() => void saved()} />
    </StepFrame>
  );
}
