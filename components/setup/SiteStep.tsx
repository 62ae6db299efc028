import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { KnownSite } from '../../utils/sites/knownSites.ts';
import type { OpenSite } from '../../utils/sites/openSites.ts';
import type { SiteView } from '../../utils/sites/Site.ts';
import { AddSite, type AddSiteActions } from '../settings/sites/AddSite.tsx';
import { MoreSummary } from '../ui/MoreSummary.tsx';
import { OpenSites } from './OpenSites.tsx';
import { StepFrame } from './StepFrame.tsx';

export interface SiteStepActions extends AddSiteActions {
  listSites(): Promise<SiteView[]>;
  listKnownSites(): Promise<KnownSite[]>;
  findOpenSites(): Promise<OpenSite[]>;
}

interface Props {
  actions: SiteStepActions;
  /** The site, and the project that a tab of it shows. */
  onNext(site: string, project: string | undefined): void;
}

/** First screen: which GitLab, and as whom. A site that is signed in to is taken at once; one that is open in a tab is filled in. */
export function SiteStep({ actions, onNext }: Props) {
  const [sites, setSites] = useState<SiteView[] | null>(null);
  const [known, setKnown] = useState<KnownSite[]>([]);
  const [found, setFound] = useState<OpenSite[]>([]);
  const [address, setAddress] = useState('');
  useEffect(() => {
    void actions.listKnownSites().then(setKnown);
    async function look(): Promise<void> {
      const [there, open] = await Promise.all([actions.listSites(), actions.findOpenSites()]);
      setSites(there);
      setFound(open);
      const first = open.find(({ root }) => !there.some((site) => site.root === root));
      if (first) setAddress(first.root);
    }
    void look();
  }, [actions]);

  const next = (site: string) => onNext(site, found.find(({ root }) => root === site)?.project);

  /** The one that was not there before: it was just signed in to. */
  async function saved(): Promise<void> {
    const now = await actions.listSites();
    const added = now.find(({ root }) => !sites?.some((site) => site.root === root)) ?? now.at(-1);
    setSites(now);
    if (added) next(added.root);
  }

  const form = (
    <AddSite {...actions} address={address} known={known} onSaved={() => void saved()} />
  );
  const fresh = found.filter(({ root }) => !sites?.some((site) => site.root === root));
  return (
    <StepFrame title={i18n.t('firstRun.site.title')}>
      {sites !== null && sites.length > 0 ? (
        <>
          <ul class="picks">
            {sites.map(({ root, user }) => (
              <li key={root}>
                <button
                  type="button"
                  class="pick"
                  data-testid="first-run-site"
                  onClick={() => next(root)}
                >
                  <strong>{root.replace(/^https?:\/\//, '')}</strong>
                  <span class="quiet">
                    {i18n.t('firstRun.site.as', [user.name, user.username])}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <details class="more">
            <MoreSummary>{i18n.t('firstRun.site.another')}</MoreSummary>
            {form}
          </details>
        </>
      ) : (
        <>
          {sites !== null && <OpenSites found={fresh} chosen={address} onChoose={setAddress} />}
          {form}
        </>
      )}
    </StepFrame>
  );
}
