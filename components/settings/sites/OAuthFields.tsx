import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import { type SaveStatus, validityOf } from './SiteStatus.tsx';

interface Props {
  clientId: string;
  /** True where the organisation's policy says the id. */
  fixed: boolean;
  onClientId(clientId: string): void;
  status: SaveStatus;
  /** The site whose application it is; null while its address is not whole. */
  root: string | null;
  redirectAddress(root: string): Promise<string>;
}

/** The redirect address of a site; null while there is none to show. */
function useRedirectAddress(
  root: string | null,
  redirectAddress: Props['redirectAddress'],
): string | null {
  const [known, setKnown] = useState<{ root: string; address: string } | null>(null);
  useEffect(() => {
    if (root !== null) {
      void redirectAddress(root).then((address) => setKnown({ root, address }));
    }
  }, [root, redirectAddress]);
  return known?.root === root ? known.address : null;
}

/** The application by which to sign in, and what its administrator has to register. */
export function OAuthFields(props: Props) {
  const { clientId, fixed, onClientId, status, root, redirectAddress } = props;
  const address = useRedirectAddress(root, redirectAddress);
  return (
    <div class="field">
      <label class="field">
        <span class="field-label">{i18n.t('options.application')}</span>
        <input
          data-testid="site-client"
          type="text"
          autocomplete="off"
          spellcheck={false}
          readOnly={fixed}
          value={clientId}
          {...validityOf(status, 'client')}
          onInput={(event) => onClientId(event.currentTarget.value)}
        />
      </label>
      <p class="hint">{i18n.t('options.applicationHint')}</p>
      {address === null ? (
        <p class="hint">{i18n.t('options.redirectAddressLater')}</p>
      ) : (
        <p class="hint">
          {i18n.t('options.redirectAddress')}{' '}
          <code class="address" data-testid="site-redirect">
            {address}
          </code>
        </p>
      )}
    </div>
  );
}
