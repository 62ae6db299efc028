import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';

/** In characters; more than could be sent. */
const LONGEST_WORDS = 150_000;

interface Props {
  words: string;
  needed: boolean;
  /** Each new value asks for the focus again. */
  focusTurn: number;
  onWords(words: string): void;
  onSend(): void;
}

/** The user's words. Ctrl or Cmd with Enter sends, where a person pressed it. */
export function WordsInput({ words, needed, focusTurn, onWords, onSend }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), [focusTurn]);

  function sendByKeys(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.isTrusted && !event.repeat && !event.isComposing) onSend();
  }

  return (
    <textarea
      ref={box}
      class="words"
      rows={4}
      maxLength={LONGEST_WORDS}
      data-testid="ask-claude-input"
      aria-label={i18n.t('panel.words')}
      placeholder={needed ? i18n.t('panel.wordsNeeded') : i18n.t('panel.wordsOptional')}
      value={words}
      onInput={(event) => onWords(event.currentTarget.value)}
      onKeyDown={sendByKeys}
    />
  );
}
