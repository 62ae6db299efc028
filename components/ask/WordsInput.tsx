import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import { useArmed } from '../ui/Arming.ts';
import { useTyping } from '../ui/typing/useTyping.ts';

/** In characters; more than could be sent. */
const LONGEST_WORDS = 150_000;

interface Props {
  words: string;
  needed: boolean;
  /** Nothing can be added. */
  none: boolean;
  /** One line, with other words for what it is for. */
  folded: boolean;
  /** Each new value asks for the focus again. */
  focusTurn: number;
  onWords(words: string): void;
  onSend(): void;
  /** A person's press did not count. */
  onRefused(why: PressRefusal): void;
}

function placeholderOf({ needed, none, folded }: Props): string {
  if (folded) return i18n.t('panel.wordsMore');
  if (none) return i18n.t('panel.wordsNone');
  return needed ? i18n.t('panel.wordsNeeded') : i18n.t('panel.wordsOptional');
}

/** The user's words. Ctrl or Cmd with Enter sends, where a person pressed it. */
export function WordsInput(props: Props) {
  const { words, folded, focusTurn, onWords, onSend, onRefused } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const armed = useArmed(box);
  const latest = useRef(onSend);
  latest.current = onSend;
  const typing = useTyping(box, words, onWords);
  useEffect(() => {
    armed.current?.focusing();
    box.current?.focus({ preventScroll: true });
  }, [focusTurn]);

  function sendByKeys(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.isTrusted || event.repeat || event.isComposing) return;
    armed.current?.pressed(event, () => latest.current(), onRefused);
  }

  return (
    <textarea
      ref={box}
      class="words"
      rows={folded ? 1 : 3}
      maxLength={LONGEST_WORDS}
      data-testid="ask-claude-input"
      aria-label={i18n.t('panel.words')}
      placeholder={placeholderOf(props)}
      value={words}
      {...typing}
      onKeyDown={sendByKeys}
    />
  );
}
