import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';

/** The browser's own shortcut for the panel: empty for none, null until it is known. */
export function useShortcut(call: CallBackground): string | null {
  const [shortcut, setShortcut] = useState<string | null>(null);
  useEffect(() => {
    async function learn(): Promise<void> {
      const answer = await call('getShortcut', {});
      if (answer.ok) setShortcut(answer.value);
    }
    void learn();
  }, [call]);
  return shortcut;
}
