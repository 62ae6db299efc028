import { i18n } from '#i18n';

interface Props {
  clientId: string;
  /** True where the organisation's policy says the id. */
  fixed: boolean;
  onClientId(clientId: string): void;
  /** What the application must allow as its redirect address. */
  redirectUri: string;
}

/** The application by which to sign in, and what its administrator has to register. */
export function OAuthFields({ clientId, fixed, onClientId, redirectUri }: Props) {
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
          onInput={(event) => onClientId(event.currentTarget.value)}
        />
      </label>
      <p class="hint">{i18n.t('options.applicationHint')}</p>
      <p class="hint">
        {i18n.t('options.redirectAddress')}{' '}
        <code class="address" data-testid="site-redirect">
          {redirectUri}
        </code>
      </p>
    </div>
  );
}
