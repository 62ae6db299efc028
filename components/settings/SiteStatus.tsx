import { i18n } from '#i18n';
import type { SiteView } from '../../utils/messages/OwnApi.ts';
import { Icon } from '../ui/Icon.tsx';
import { expiryWords } from './expiry.ts';

/** How far saving has come. */
export type SaveStatus =
  | { state: 'idle' }
  | { state: 'checking'; root: string }
  | { state: 'ok'; site: SiteView }
  | { state: 'error'; words: string };

/** Says it, to screen readers too: the element is there from the beginning. */
export function SiteStatus({ status }: { status: SaveStatus }) {
  return (
    <div class="status" role="status" data-testid="site-status" data-state={status.state}>
      {status.state === 'checking' && (
        <>
          <span class="spinner" />
          <p>{i18n.t('options.checking', [new URL(status.root).host])}</p>
        </>
      )}
      {status.state === 'ok' && (
        <>
          <Icon name="check" />
          <p>
            {i18n.t(status.site.signIn === 'oauth' ? 'options.signedIn' : 'options.saved', [
              status.site.user.name,
              status.site.user.username,
              status.site.scopes.join(', '),
              expiryWords(status.site.expiresAt),
            ])}
          </p>
        </>
      )}
      {status.state === 'error' && (
        <>
          <Icon name="warning" />
          <p>{status.words}</p>
        </>
      )}
    </div>
  );
}
