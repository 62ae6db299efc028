import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { KnownSite } from '../../../utils/sites/knownSites.ts';
import type { SiteView } from '../../../utils/sites/Site.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { ParsedAddress } from '../../../utils/sites/parseSiteAddress.ts';
import { KnownSites } from './KnownSites.tsx';
import { OAuthFields } from './OAuthFields.tsx';
import { type SaveStatus, type SiteField, SiteStatus, validityOf } from './SiteStatus.tsx';
import { TokenFields } from './TokenFields.tsx';
import { WaySwitch, type SignInWay } from './WaySwitch.tsx';
import { refusalWords } from './refusalWords.ts';

/** What the form asks of the world. */
export interface AddSiteActions {
  parseAddress(typed: string): ParsedAddress;
  /** Asks the browser for the host; to be called at once in a click, before anything is awaited. */
  grant(root: string): Promise<boolean>;
  save(root: string, token: string, forSession: boolean): Promise<Result<SiteView>>;
  /** Has the user consent in GitLab's own window. */
  signIn(root: string, clientId: string, forSession: boolean): Promise<Result<SiteView>>;
  /** Where GitLab makes tokens for us. */
  tokenPages(root: string): { scoped: string; fineGrained: string };
  /** What an OAuth application of that site must allow as its redirect address. */
  redirectAddress(root: string): Promise<string>;
}

interface Props extends AddSiteActions {
  /** Address to begin with. */
  address: string;
  /** Sites that need no typing. */
  known: readonly KnownSite[];
  onSaved(): void;
}

/** Address of one GitLab, a way to sign in to it, and what became of that. */
export function AddSite(props: Props) {
  const { address, known, onSaved, parseAddress, grant, save, signIn, tokenPages } = props;
  const [typed, setTyped] = useState(address);
  const [way, setWay] = useState<SignInWay>('token');
  const [token, setToken] = useState('');
  const [typedClient, setTypedClient] = useState('');
  const [forSession, setForSession] = useState(false);
  const [status, setStatus] = useState<SaveStatus>({ state: 'idle' });
  const parsed = parseAddress(typed);
  const told = known.find(({ root }) => parsed.ok && root === parsed.root);
  const clientId = told?.clientId ?? typedClient.trim();
  const secret = token.trim();
  useEffect(() => setTyped(address), [address]);
  useEffect(() => {
    if (told?.clientId !== undefined) setWay('oauth');
  }, [told?.clientId]);

  function edit<Value>(set: (value: Value) => void): (value: Value) => void {
    return (value) => {
      set(value);
      setStatus({ state: 'idle' });
    };
  }

  const ofWay: SiteField = way === 'token' ? 'token' : 'client';

  /** What is missing: in which field, and in words. */
  function missing(): { field: SiteField; words: string } | null {
    if (!parsed.ok) return { field: 'origin', words: i18n.t(`options.address.${parsed.problem}`) };
    if (way === 'token' ? secret : clientId) return null;
    const words =
      way === 'token' ? i18n.t('options.tokenMissing') : i18n.t('options.applicationMissing');
    return { field: ofWay, words };
  }

  function press(): void {
    if (status.state === 'checking') return;
    const wrong = missing();
    if (wrong) setStatus({ state: 'error', ...wrong });
    if (wrong || !parsed.ok) return;
    const { root } = parsed;
    const granting = grant(root);
    setStatus({ state: 'checking', root });
    const finish = async (): Promise<SaveStatus> => {
      if (!(await granting)) return { state: 'error', words: i18n.t('options.notGranted', [root]) };
      const saved =
        way === 'token'
          ? await save(root, secret, forSession)
          : await signIn(root, clientId, forSession);
      if (!saved.ok) {
        const field = saved.failure.kind === 'token_refused' ? ofWay : 'origin';
        return { state: 'error', field, words: refusalWords(saved.failure, root) };
      }
      setToken('');
      onSaved();
      return { state: 'ok', site: saved.value };
    };
    finish().then(setStatus, (error: unknown) =>
      setStatus({ state: 'error', words: error instanceof Error ? error.message : String(error) }),
    );
  }

  return (
    <form class="card" onSubmit={(event) => event.preventDefault()}>
      <h2>{i18n.t('options.add')}</h2>
      <KnownSites known={known} onChoose={({ root }) => edit(setTyped)(root)} />
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
          {...validityOf(status, 'origin')}
          onInput={(event) => edit(setTyped)(event.currentTarget.value)}
        />
        {address === '' && <span class="hint">{i18n.t('options.originHint')}</span>}
      </label>
      <WaySwitch way={way} onWay={edit(setWay)} />
      <div hidden={way !== 'token'}>
        <TokenFields
          token={token}
          onToken={edit(setToken)}
          status={status}
          pages={parsed.ok ? { host: new URL(parsed.root).host, ...tokenPages(parsed.root) } : null}
        />
      </div>
      {way === 'oauth' && (
        <OAuthFields
          clientId={clientId}
          fixed={told?.clientId !== undefined}
          onClientId={edit(setTypedClient)}
          status={status}
          root={parsed.ok ? parsed.root : null}
          redirectAddress={props.redirectAddress}
        />
      )}
      <label class="choice">
        <input
          type="checkbox"
          data-testid="site-session"
          checked={forSession}
          onChange={(event) => setForSession(event.currentTarget.checked)}
        />
        {i18n.t('options.forSession')}
      </label>
      <div class="actions">
        <button
          class="button primary"
          type="submit"
          data-testid="site-save"
          aria-disabled={status.state === 'checking'}
          onClick={press}
        >
          {way === 'token' ? i18n.t('options.save') : i18n.t('options.signIn')}
        </button>
        <SiteStatus status={status} />
      </div>
    </form>
  );
}
