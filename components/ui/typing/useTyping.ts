import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Handlers of a text box that takes in what a person typed, and puts back what a page put there. */
export function useTyping(
  box: RefObject<HTMLTextAreaElement | null>,
  words: string,
  onWords: (words: string) => void,
) {
  /** Set by what a person does to the text; `execCommand` of a page changes it without. */
  const begun = useRef(false);

  /** A page may have put its own words in meanwhile: the user's next letter must not make them the user's. */
  function restore(): void {
    if (box.current && box.current.value !== words) box.current.value = words;
  }

  return {
    onBeforeInput(event: Event): void {
      if (!event.isTrusted) return;
      begun.current = true;
      if (!(event instanceof InputEvent && event.isComposing)) restore();
    },
    onInput(event: InputEvent): void {
      const byPerson = event.isTrusted && (begun.current || event.isComposing);
      begun.current = false;
      if (byPerson && box.current) onWords(box.current.value);
      else restore();
    },
  };
}
