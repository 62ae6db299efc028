import { useRef } from 'preact/hooks';
import type { Run } from '../../../utils/runs/Run.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';
import type { AskState } from '../../ask/hooks/useAsk.ts';

/** What stood in the box where nothing is known of it. */
const NOTHING: Draft = { words: '' };

/** Whether the box holds a plan's approval, also after a reload; and the way back to what stood in it before. */
export function useApproving(ask: AskState | undefined, run: Run) {
  const before = useRef(NOTHING);
  const { draft, preset } = ask ?? {};
  const holdsPlan = draft?.continues === run.id || draft?.amends?.includes(run.id) === true;
  return {
    on: holdsPlan && preset?.mode === 'change',
    begin(): void {
      before.current = draft ?? NOTHING;
    },
    end(): void {
      const { words, preset: name = '', continues = '', amends = [] } = before.current;
      ask?.change({ words, preset: name, continues, amends });
      before.current = NOTHING;
    },
  };
}
