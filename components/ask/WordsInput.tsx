import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import { useArmed } from '../ui/Arming.ts';

/** In characters; more than could be sent. */
const LONGEST_WORDS = 150_000;

interface Props {
  words: string;
  needed: boolean;
  /** One line, with other words for what it is for. */
  folded: boolean;
  /** Each new value asks for the focus again. */
  focusTurn: number;
  onWords(words: string): void;
  onSend(): void;
  /** A person's press did not count. */
  onRefused(why: PressRefusal): void;
}

function placeholderOf(needed: boolean, folded: boolean): string {
  if (folded) return i18n.t('panel.wordsMore');
  return needed ? i18n.t('panel.wordsNeeded') : i18n.t('panel.wordsOptional');
}

/** The user's words. Ctrl or Cmd with Enter sends, where a person pressed it. */
export function WordsInput(props: Props) {
  const { words, needed, folded, focusTurn, onWords, onSend, onRefused } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const armed = useArmed(box);
  const latest = useRef(onSend);
  latest.current = onSend;
  /** Set by what a person does to the text; `execCommand` of a page changes it without. */
  const begun = useRef(false);
  useEffect(() => {
    armed.current?.focusing();
    box.current?.focus({ preventScroll: true });
  }, [focusTurn]);

  /** A page may have put its own words in meanwhile: the user's next letter must not make them the user's. */
  function restore(): void {
    if (box.current && box.current.value !== words) box.current.value = words;
  }

  function begin(event: Event): void {
    if (!event.isTrusted) return;
    begun.current = true;
    if (!(event instanceof InputEvent && event.isComposing)) restore();
  }

  function change(event: InputEvent): void {
    const byPerson = event.isTrusted && (begun.current || event.isComposing);
    begun.current = false;
    if (byPerson && box.current) onWords(box.current.value);
    else restore();
  }

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
      placeholder={placeholderOf(needed, folded)}
      value={words}
      onBeforeInput={begin}
      onInput={change}
      onKeyDown={sendByKeys}
    />
  );
}
