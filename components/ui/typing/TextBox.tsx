import { useEffect, useRef } from 'preact/hooks';
import { useTyping } from './useTyping.ts';

interface Props {
  words: string;
  testId: string;
  label: string;
  placeholder?: string;
  /** Takes the focus when it appears. */
  focused?: boolean;
  onWords(words: string): void;
}

const ROWS = { least: 3, most: 16 } as const;

/** A text box for words of the user's own; it is as high as they need. */
export function TextBox({ words, testId, label, placeholder, focused, onWords }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(box, words, onWords);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, []);
  return (
    <textarea
      ref={box}
      class="text-box"
      data-testid={testId}
      aria-label={label}
      placeholder={placeholder}
      rows={Math.min(ROWS.most, Math.max(ROWS.least, words.split('\n').length + 1))}
      value={words}
      {...typing}
    />
  );
}
