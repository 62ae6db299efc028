import { i18n } from '#i18n';
import type { SiteView } from '../../../utils/sites/Site.ts';
import { Icon } from '../../ui/Icon.tsx';
import { expiryWords } from './expiry.ts';

/** How far saving has come. */
export type SaveStatus =
  | { state: 'idle' }
  | { state: 'checking'; root: string }
  | { state: 'ok'; site: SiteView }
  | { state: 'error'; words: string; field?: SiteField };

/** A field of the form that holds what is wrong. */
export type SiteField = 'origin' | 'token' | 'client';

/** What says why, for the field that is wrong. */
const STATUS_ID = 'site-status';

/** Attributes of a field: whether it is the wrong one, and where that is said. */
export function validityOf(status: SaveStatus, field: SiteField) {
  return status.state === 'error' && status.field === field
    ? { 'aria-invalid': true, 'aria-describedby': STATUS_ID }
    : {};
}

function words({ user, scopes, expiresAt, signIn }: SiteView): string {
  return signIn === 'oauth'
    ? i18n.t('options.signedIn', [user.name, user.username, scopes.join(', ')])
    : i18n.t('options.saved', [
        user.name,
        user.username,
        scopes.join(', '),
        expiryWords(expiresAt),
      ]);
}

/** Says it, to screen readers too: the element is there from the beginning. */
export function SiteStatus({ status }: { status: SaveStatus }) {
  return (
    <div
      id={STATUS_ID}
      class="status"
      role="status"
      data-testid="site-status"
      data-state={status.state}
    >
      {status.state === 'checking' && (
        <>
          <span class="spinner" />
          <p>{i18n.t('options.checking', [new URL(status.root).host])}</p>
        </>
      )}
      {status.state === 'ok' && (
        <>
          <Icon name="check" />
          <p>{words(status.site)}</p>
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
