import { i18n } from '#i18n';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { Icon } from '../ui/Icon.tsx';
import { useEarlierWords } from './hooks/useEarlierWords.ts';
import { useShortcut } from './hooks/useShortcut.ts';
import { modifierKey } from './modifierKey.ts';

interface Props {
  call: CallBackground;
  panel: RefObject<HTMLElement | null>;
  runs: readonly Run[];
  words: string;
  onWords(words: string): void;
}

const TEXT = 'textarea, select, input:not([type="checkbox"])';
/** What Escape folds before it closes anything. */
const FOLDS = 'details.evidence[open], details.log[open]';

/** The panel's keys beside those of its parts: earlier words in the box, Escape from the inside out, and a list of all keys. */
export function PanelKeys({ call, panel, runs, words, onWords }: Props) {
  const [listed, setListed] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<HTMLElement | null>(null);
  const shortcut = useShortcut(call);
  const earlier = useEarlierWords(call, runs, words, onWords);

  function open(from: HTMLElement): void {
    before.current = from;
    setListed(true);
  }
  function close(): void {
    setListed(false);
    before.current?.focus();
  }
  useEffect(() => {
    if (listed) list.current?.focus();
  }, [listed]);

  /** @returns whether the key is used up */
  function use(key: string, target: HTMLElement): boolean {
    if (target.matches('[data-testid="ask-claude-input"]')) return earlier.use(key);
    if (key === 'Escape' && listed) return (close(), true);
    const fold = key === 'Escape' ? target.closest<HTMLDetailsElement>(FOLDS) : null;
    if (fold) {
      fold.open = false;
      fold.querySelector('summary')?.focus();
    }
    if (key === '?' && !target.matches(TEXT)) return (open(target), true);
    return fold !== null;
  }
  const latest = useRef(use);
  latest.current = use;
  useEffect(() => {
    const root = panel.current;
    const hear = (event: KeyboardEvent): void => {
      const { target, key, isTrusted, isComposing, ctrlKey, metaKey, altKey } = event;
      if (!isTrusted || isComposing || ctrlKey || metaKey || altKey) return;
      if (!(target instanceof HTMLElement) || !latest.current(key, target)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    root?.addEventListener('keydown', hear, { capture: true });
    return () => root?.removeEventListener('keydown', hear, { capture: true });
  }, []);

  if (!listed) return null;
  const keys = [
    [i18n.t('panel.sendKeys', [modifierKey()]), i18n.t('panel.send')],
    ['↑ ↓', i18n.t('keys.earlier')],
    ['← →', i18n.t('keys.move')],
    ['Esc', i18n.t('keys.escape')],
    ['?', i18n.t('keys.list')],
    ...(shortcut ? [[shortcut, i18n.t('keys.open')]] : []),
  ];
  return (
    <div
      ref={list}
      class="keys"
      role="dialog"
      aria-label={i18n.t('keys.title')}
      tabIndex={-1}
      data-testid="ask-claude-keys"
    >
      <h3>{i18n.t('keys.title')}</h3>
      <button
        type="button"
        class="icon-button"
        aria-label={i18n.t('panel.close')}
        title={i18n.t('panel.close')}
        onClick={close}
      >
        <Icon name="close" />
      </button>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
