import { i18n } from '#i18n';
import type { TargetedInputEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SiteView } from '../../utils/messages/OwnApi.ts';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { ParsedAddress } from '../../utils/sites/parseSiteAddress.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { type SaveStatus, SiteStatus } from './SiteStatus.tsx';
import { refusalWords } from './refusalWords.ts';

/** What the form asks of the world. */
export interface AddSiteActions {
  parseAddress(typed: string): ParsedAddress;
  /** Asks the browser for the host; to be called at once in a click, before anything is awaited. */
  grant(root: string): Promise<boolean>;
  save(root: string, token: string): Promise<Result<SiteView>>;
  /** Where GitLab makes a token for us. */
  tokenPage(root: string): string;
}

interface Props extends AddSiteActions {
  /** Address to begin with. */
  address: string;
  onSaved(): void;
}

/** Address and token of one GitLab, and what became of saving them. */
export function AddSite({ address, onSaved, parseAddress, grant, save, tokenPage }: Props) {
  const [typed, setTyped] = useState(address);
  const [token, setToken] = useState('');
  const [status, setStatus] = useState<SaveStatus>({ state: 'idle' });
  useEffect(() => setTyped(address), [address]);
  const parsed = parseAddress(typed);

  const typing =
    (set: (value: string) => void) => (event: TargetedInputEvent<HTMLInputElement>) => {
      set(event.currentTarget.value);
      setStatus({ state: 'idle' });
    };

  const press = () => {
    if (status.state === 'checking') return;
    if (!parsed.ok) {
      setStatus({ state: 'error', words: i18n.t(`options.address.${parsed.problem}`) });
      return;
    }
    const { root } = parsed;
    const secret = token.trim();
    if (!secret) {
      setStatus({ state: 'error', words: i18n.t('options.tokenMissing') });
      return;
    }
    const granting = grant(root);
    setStatus({ state: 'checking', root });
    const finish = async (): Promise<SaveStatus> => {
      if (!(await granting)) return { state: 'error', words: i18n.t('options.notGranted', [root]) };
      const saved = await save(root, secret);
      if (!saved.ok) return { state: 'error', words: refusalWords(saved.failure, root) };
      setToken('');
      onSaved();
      return { state: 'ok', site: saved.value };
    };
    finish().then(setStatus, (error: unknown) =>
      setStatus({ state: 'error', words: error instanceof Error ? error.message : String(error) }),
    );
  };

  return (
    <form class="card" onSubmit={(event) => event.preventDefault()}>
      <h2>{i18n.t('options.add')}</h2>
      <label class="field">
        <span class="field-label">{i18n.t('options.origin')}</span>
        <input
          data-testid="site-origin"
          type="text"
          inputMode="url"
          autocomplete="url"
          autocapitalize="none"
          spellcheck={false}
          placeholder="https://gitlab.com"
          value={typed}
          onInput={typing(setTyped)}
        />
        <span class="hint">{i18n.t('options.originHint')}</span>
      </label>
      <label class="field">
        <span class="field-label">{i18n.t('options.token')}</span>
        <input
          data-testid="site-token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          placeholder="glpat-…"
          value={token}
          onInput={typing(setToken)}
        />
        <span class="hint">
          {i18n.t('options.tokenHint')}{' '}
          {parsed.ok && (
            <Link href={tokenPage(parsed.root)}>
              {i18n.t('options.tokenLink', [new URL(parsed.root).host])} <Icon name="external" />
            </Link>
          )}
        </span>
      </label>
      <div class="actions">
        <button
          class="button primary"
          type="submit"
          data-testid="site-save"
          aria-disabled={status.state === 'checking'}
          onClick={press}
        >
          {i18n.t('options.save')}
        </button>
        <SiteStatus status={status} />
      </div>
    </form>
  );
}
