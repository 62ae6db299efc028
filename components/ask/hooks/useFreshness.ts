import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Preview } from '../../../utils/preview/Preview.ts';

/**
 * Whether GitLab says that the page changed since the preview's reading. Asked once for each new `turn`, and not while
 * something is being sent. What was read anew is fresh.
 */
export function useFreshness(
  call: CallBackground,
  preview: Preview | null,
  turn: number,
  sending: boolean,
): { stale: boolean } {
  const [changedSince, setChangedSince] = useState<string | null>(null);
  const asking = useRef(false);
  const asked = useRef(turn);
  const reading = preview?.updatedAt ?? null;
  const stale = reading !== null && reading === changedSince;

  useEffect(() => {
    if (asked.current === turn || !preview || sending || asking.current) return;
    asked.current = turn;
    if (stale) return;
    const { id } = preview;
    async function ask(): Promise<void> {
      asking.current = true;
      const answer = await call('hasChanged', { previewId: id });
      asking.current = false;
      if (answer.ok && answer.value.ok && answer.value.value) setChangedSince(reading);
    }
    void ask();
  }, [turn, preview, sending]);
  return { stale };
}
