import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import { useArmed } from '../../ui/Arming.ts';
import { modifierKey } from '../modifierKey.ts';
import { sendLabel } from './sendLabel.ts';
import { SendWords } from './SendWords.tsx';
import type { AskState } from '../hooks/useAsk.ts';

interface Props {
  ask: AskState;
  inThread: boolean;
  /** Each new value but 0 asks for the focus, once Send can be pressed. */
  focusTurn: number;
}

/** What follows from Send, and the button that fires: it hears trusted `click` alone, never `submit`, which a page can cause, and only what a person had before them. */
export function SendBar({ ask, inThread, focusTurn }: Props) {
  const { ready } = ask;
  const button = useRef<HTMLButtonElement>(null);
  const armed = useArmed(button);
  const latest = useRef(ask.send);
  latest.current = ask.send;
  const focused = useRef(0);
  useEffect(() => {
    if (!ready || focused.current === focusTurn) return;
    focused.current = focusTurn;
    armed.current?.focusing();
    button.current?.focus();
  }, [ready, focusTurn]);
  return (
    <div class="send-bar">
      <SendWords ask={ask} inThread={inThread} />
      <kbd>{i18n.t('panel.sendKeys', [modifierKey()])}</kbd>
      <button
        ref={button}
        type="button"
        class="button primary"
        data-testid="ask-claude-send"
        disabled={!ready}
        onClick={(event) => {
          if (event.isTrusted) armed.current?.pressed(event, () => latest.current(), ask.refuse);
        }}
      >
        {sendLabel(ask)}
      </button>
    </div>
  );
}
