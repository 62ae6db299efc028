import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import { useArmed } from '../ui/Arming.ts';

interface Props {
  ready: boolean;
  underWay: boolean;
  /** True where a press is followed by another one in a window of ours. */
  confirms: boolean;
  /** Why Send is disabled, where the user can do something about it. */
  hint: string;
  /** Each new value but 0 asks for the focus, once Send can be pressed. */
  focusTurn: number;
  onSend(): void;
  /** A person's press did not count. */
  onRefused(why: PressRefusal): void;
}

/** Name of the key that GitLab's own editors use with Enter on this machine. */
function modifierKey(): string {
  return /^(Mac|iP)/.test(navigator.platform) ? '⌘' : 'Ctrl';
}

/** The button that fires: it hears trusted `click` alone, never `submit`, which a page can cause, and only what a person had before them. */
export function SendBar(props: Props) {
  const { ready, underWay, confirms, hint, focusTurn, onSend, onRefused } = props;
  const button = useRef<HTMLButtonElement>(null);
  const armed = useArmed(button);
  const latest = useRef(onSend);
  latest.current = onSend;
  const focused = useRef(0);
  useEffect(() => {
    if (!ready || focused.current === focusTurn) return;
    focused.current = focusTurn;
    armed.current?.focusing();
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
        onClick={(event) => {
          if (event.isTrusted) armed.current?.pressed(event, () => latest.current(), onRefused);
        }}
      >
        {underWay
          ? i18n.t('panel.sending')
          : confirms
            ? i18n.t('panel.sendAndConfirm')
            : i18n.t('panel.send')}
      </button>
    </div>
  );
}
