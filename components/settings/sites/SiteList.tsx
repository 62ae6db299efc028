import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { SiteView } from '../../../utils/sites/Site.ts';
import { Link } from '../../ui/Link.tsx';
import { expiryUrgency, expiryWords } from './expiry.ts';

interface Props {
  sites: SiteView[];
  onRemove(root: string): void;
  /** Fills the form with the address, to give a new token. */
  onRenew(root: string): void;
}

/** The GitLabs that are switched on, each with whose token it is. */
export function SiteList({ sites, onRemove, onRenew }: Props) {
  if (sites.length === 0) return null;
  return (
    <section class="card" aria-labelledby="connected">
      <h2 id="connected">{i18n.t('options.connected')}</h2>
      <ul class="sites">
        {sites.map((site) => (
          <SiteRow key={site.root} site={site} onRemove={onRemove} onRenew={onRenew} />
        ))}
      </ul>
    </section>
  );
}

function SiteRow({ site, onRemove, onRenew }: { site: SiteView } & Omit<Props, 'sites'>) {
  const [asking, setAsking] = useState(false);
  const [now] = useState(Date.now);
  const { root, user, scopes, expiresAt, signIn, forSession, offByPolicy } = site;
  return (
    <li class="site" data-testid="site-item" data-root={root}>
      <div class="site-facts">
        <Link href={root}>{root.replace(/^https?:\/\//, '')}</Link>
        <p class="site-user">
          {user.name} <span class="quiet">@{user.username}</span>
        </p>
        <p class="chips">
          {scopes.map((scope) => (
            <span class="chip" key={scope}>
              {scope}
            </span>
          ))}
          {signIn === 'fine_grained' && <span class="chip">{i18n.t('options.byFineGrained')}</span>}
          {signIn === 'oauth' ? (
            <span class="chip">{i18n.t('options.byOAuth')}</span>
          ) : (
            <span class={`chip expiry ${expiryUrgency(expiresAt, now)}`}>
              {expiryWords(expiresAt, now)}
            </span>
          )}
          {forSession && <span class="chip">{i18n.t('options.untilClosed')}</span>}
        </p>
        {offByPolicy && (
          <p class="status" data-state="error" data-testid="site-off">
            {i18n.t('options.offByPolicy')}
          </p>
        )}
      </div>
      {asking ? (
        <div class="site-actions">
          <p class="quiet">{i18n.t('options.removeAsk')}</p>
          <button
            class="button danger"
            type="button"
            data-testid="site-remove-yes"
            onClick={() => onRemove(root)}
          >
            {i18n.t('options.removeYes')}
          </button>
          <button class="button" type="button" onClick={() => setAsking(false)}>
            {i18n.t('options.removeNo')}
          </button>
        </div>
      ) : (
        <div class="site-actions">
          <button class="button" type="button" onClick={() => onRenew(root)}>
            {i18n.t('options.renew')}
          </button>
          <button
            class="button"
            type="button"
            data-testid="site-remove"
            onClick={() => setAsking(true)}
          >
            {i18n.t('options.remove')}
          </button>
        </div>
      )}
    </li>
  );
}
