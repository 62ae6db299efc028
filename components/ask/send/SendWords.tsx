import { Consequence } from './Consequence.tsx';
import { consequenceOf } from './consequenceOf.ts';
import { sendHint } from './sendHint.ts';
import type { AskState } from '../hooks/useAsk.ts';

/** Beside Send: what follows from it, or what a person has to do first. */
export function SendWords({ ask, inThread }: { ask: AskState; inThread: boolean }) {
  const { preview } = ask;
  const hint = sendHint({
    refusal: ask.refusal,
    pressed: ask.pressed,
    repeats: ask.repeats !== null,
    ticksMissing: ask.ticksMissing,
    confirms: preview?.confirm !== undefined,
  });
  return (
    <div class="send-words" role="status">
      {hint ? (
        <p class="hint" data-testid="ask-claude-send-hint" data-not-sent={hint.notSent}>
          {hint.words}
        </p>
      ) : (
        <Consequence {...consequenceOf({ mode: ask.preset?.mode ?? 'ask', inThread, preview })} />
      )}
    </div>
  );
}
