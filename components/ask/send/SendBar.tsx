import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import { useArmed } from '../ui/Arming.ts';
import { Consequence } from './Consequence.tsx';
import { consequenceOf } from './consequenceOf.ts';
import { modifierKey } from './modifierKey.ts';
import { sendHint } from './sendHint.ts';
import type { AskState } from './hooks/useAsk.ts';

interface Props {
  ask: AskState;
  inThread: boolean;
  /** Each new value but 0 asks for the focus, once Send can be pressed. */
  focusTurn: number;
}

function labelOf(ask: AskState, confirms: boolean): string {
  if (ask.underWay) return i18n.t('panel.sending');
  if (ask.pressed === 'waiting') return i18n.t('panel.preparing');
  if (ask.repeats) return i18n.t('panel.sendAgain');
  return confirms ? i18n.t('panel.sendAndConfirm') : i18n.t('panel.send');
}

/** What follows from Send, and the button that fires: it hears trusted `click` alone, never `submit`, which a page can cause, and only what a person had before them. */
export function SendBar({ ask, inThread, focusTurn }: Props) {
  const { ready, preview } = ask;
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
  const confirms = preview?.confirm !== undefined;
  const hint = sendHint({
    refusal: ask.refusal,
    pressed: ask.pressed,
    repeats: ask.repeats !== null,
    ticksMissing: ask.ticksMissing,
    confirms,
  });
  return (
    <div class="send-bar">
      <div class="send-words" role="status">
        {hint ? (
          <p class="hint" data-testid="ask-claude-send-hint" data-not-sent={hint.notSent}>
            {hint.words}
          </p>
        ) : (
          <Consequence {...consequenceOf({ mode: ask.preset?.mode ?? 'ask', inThread, preview })} />
        )}
      </div>
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
        {labelOf(ask, confirms)}
      </button>
    </div>
  );
}
