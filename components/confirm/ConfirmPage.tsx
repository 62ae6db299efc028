import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { ToConfirm } from '../../utils/messages/confirmations.ts';
import type { Preview } from '../../utils/preview/Preview.ts';
import { consequenceOf } from '../ask/send/consequenceOf.ts';
import { resourceOf } from '../../utils/page/PageRef.ts';

/** A press that was meant for what lay under this window before it opened comes sooner, in milliseconds. */
const ARM_MS = 700;

interface Props {
  /** Null where nothing waits to be confirmed. */
  asked: ToConfirm | null;
  /** The press; false where nobody waits for it any more. */
  confirm(): Promise<boolean>;
  close(): void;
  /** How long the window must have been in front before it can be pressed, in milliseconds. */
  armMs?: number;
}

/** True once the window has been in front for a moment; anew each time it comes to the front. */
function useArmedWindow(armMs: number): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      setArmed(false);
      timer = setTimeout(() => setArmed(true), armMs);
    };
    begin();
    window.addEventListener('focus', begin);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', begin);
    };
  }, [armMs]);
  return armed;
}

function whereWords({ ref, runnerProject }: Preview): string {
  return runnerProject === undefined
    ? ref.name
    : i18n.t('confirm.whereCentral', [ref.name, runnerProject]);
}

/** The page without its scheme: `gitlab.com/acme/webshop, issue/12`. */
function addressWords({ page }: Preview): string {
  return `${page.site.replace(/^https?:\/\//, '')}/${page.projectPath}, ${resourceOf(page)}`;
}

/** What the window asks. */
export function confirmTitle({ mode }: Preview): string {
  return mode === 'change' ? i18n.t('confirm.title') : i18n.t('confirm.titleAsk');
}

/** In a window of its own: what is about to be sent, in whose name, and the press that sends it. */
export function ConfirmPage({ asked, confirm, close, armMs = ARM_MS }: Props) {
  const armed = useArmedWindow(armMs);
  const [over, setOver] = useState(asked === null);
  if (over || asked === null) {
    return (
      <main>
        <h1>{i18n.t('name')}</h1>
        <p>{i18n.t('confirm.over')}</p>
      </main>
    );
  }
  const { preview, tokenUser } = asked;
  const { confirm: why, otherJobs } = preview;

  async function press(): Promise<void> {
    if (await confirm()) close();
    else setOver(true);
  }

  return (
    <main data-testid="confirm-page" data-preview={preview.id}>
      <section class="card">
        <h1>{confirmTitle(preview)}</h1>
        {why && <p>{i18n.t(`confirm.why.${why}`, [tokenUser ?? '?'])}</p>}
        <dl class="facts">
          <dt>{i18n.t('confirm.page')}</dt>
          <dd>
            <strong>{preview.title}</strong>
            <span class="hint">{addressWords(preview)}</span>
          </dd>
          <dt>{i18n.t('confirm.what')}</dt>
          <dd>
            {preview.mode === 'change'
              ? i18n.t('confirm.mode')
              : consequenceOf({ mode: preview.mode, inThread: false, preview }).words}
          </dd>
          <dt>{i18n.t('confirm.runner')}</dt>
          <dd>{whereWords(preview)}</dd>
          {otherJobs.length > 0 && (
            <>
              <dt>{i18n.t('confirm.otherJobs')}</dt>
              <dd>{otherJobs.map(({ name }) => name).join(', ')}</dd>
            </>
          )}
        </dl>
        <div class="actions">
          <button
            class="button primary"
            type="button"
            data-testid="confirm-send"
            disabled={!armed}
            onClick={(event) => {
              if (event.isTrusted) void press();
            }}
          >
            {i18n.t('confirm.send')}
          </button>
          <button class="button" type="button" data-testid="confirm-cancel" onClick={close}>
            {i18n.t('confirm.cancel')}
          </button>
        </div>
      </section>
      <section class="card">
        <h2>{i18n.t('confirm.exactly')}</h2>
        {preview.variables.map(({ key, value }) => (
          <div key={key}>
            <h3>{key}</h3>
            <pre class="whole" data-variable={key} tabIndex={0}>
              {value}
            </pre>
          </div>
        ))}
      </section>
    </main>
  );
}
