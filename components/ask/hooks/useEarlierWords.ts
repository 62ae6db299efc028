import { useRef } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Run } from '../../../utils/runs/Run.ts';

/**
 * Earlier requests of the page, in the box: up from an empty one to the newest and on to older ones, down and Escape back to
 * the empty one. Words that were changed are the user's own again.
 */
export function useEarlierWords(
  call: CallBackground,
  runs: readonly Run[],
  words: string,
  onWords: (words: string) => void,
) {
  const at = useRef(-1);
  const shown = useRef('');
  const asked = runs.filter(
    ({ label }, index) => label !== '' && runs.findIndex((run) => run.label === label) === index,
  );

  async function show(index: number): Promise<void> {
    at.current = index;
    const run = asked[index];
    if (!run) {
      shown.current = '';
      return onWords('');
    }
    // The first line until the whole is here, which may be forgotten.
    shown.current = run.label;
    onWords(run.label);
    const recalled = await call('recallAsk', { runId: run.id });
    const whole = recalled.ok ? recalled.value?.words : undefined;
    if (whole === undefined || at.current !== index || shown.current !== run.label) return;
    shown.current = whole;
    onWords(whole);
  }

  /** @returns whether the key was for this */
  function use(key: string): boolean {
    const isOwn = at.current < 0 || words !== shown.current;
    if (isOwn) at.current = -1;
    if (key === 'ArrowUp' && (!isOwn || words === '') && at.current + 1 < asked.length) {
      void show(at.current + 1);
      return true;
    }
    if (isOwn || (key !== 'ArrowDown' && key !== 'Escape')) return false;
    void show(key === 'Escape' ? -1 : at.current - 1);
    return true;
  }
  return { use };
}
