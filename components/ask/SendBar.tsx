import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import { onPress } from '../ui/onPress.ts';

interface Props {
  ready: boolean;
  underWay: boolean;
  /** Why Send is disabled, where the user can do something about it. */
  hint: string;
  /** Each new value but 0 asks for the focus, once Send can be pressed. */
  focusTurn: number;
  onSend(): void;
}

/** Name of the key that GitLab's own editors use with Enter on this machine. */
function modifierKey(): string {
  return /^(Mac|iP)/.test(navigator.platform) ? '⌘' : 'Ctrl';
}

/** The button that fires: it hears `click` alone, never `submit`, which a page can cause. */
export function SendBar({ ready, underWay, hint, focusTurn, onSend }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const focused = useRef(0);
  useEffect(() => {
    if (!ready || focused.current === focusTurn) return;
    focused.current = focusTurn;
    button.current?.focus();
  }, [ready, focusTurn]);
  return (
    <div class="send-bar">
      <span class="hint">{hint}</span>
      <kbd>{i18n.t('panel.sendKeys', [modifierKey()])}</kbd>
      <button
        ref={button}
        type="button"
        class="button primary"
        data-testid="ask-claude-send"
        disabled={!ready}
        onClick={onPress(onSend)}
      >
        {underWay ? i18n.t('panel.sending') : i18n.t('panel.send')}
      </button>
    </div>
  );
}
