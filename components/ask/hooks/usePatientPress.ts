import { useEffect, useRef, useState } from 'preact/hooks';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { warningsOf } from '../../../utils/preview/warningsOf.ts';

/** What became of a press that came before its preview. */
export type PressAnswer = 'waiting' | 'warned' | null;

interface State {
  preview: Preview | null;
  making: boolean;
  /** Whether Send may fire now. */
  ready: boolean;
  /** What the press was made for: another ask is another press. */
  askKey: string;
}

/**
 * Remembers a press that came while the preview is being made, and fires once it is there and raised nothing that was not in
 * view before. A new warning, or an ask that was changed meanwhile, ends the waiting.
 */
export function usePatientPress({ preview, making, ready, askKey }: State, fire: () => void) {
  const [answer, setAnswer] = useState<PressAnswer>(null);
  const pressedFor = useRef('');
  const seen = useRef<string[]>([]);
  useEffect(() => {
    if (answer === 'warned' || (answer === 'waiting' && pressedFor.current !== askKey))
      setAnswer(null);
  }, [askKey]);
  useEffect(() => {
    if (answer !== 'waiting' || making || pressedFor.current !== askKey) return;
    const news = warningsOf(preview).filter((warning) => !seen.current.includes(warning));
    setAnswer(news.length > 0 ? 'warned' : null);
    if (news.length === 0 && ready) fire();
  }, [answer, making, ready, askKey]);
  return {
    answer,
    /** A press that Send cannot follow yet. */
    remember: () => {
      pressedFor.current = askKey;
      seen.current = warningsOf(preview);
      setAnswer('waiting');
    },
    forget: () => setAnswer(null),
  };
}
