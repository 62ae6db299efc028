import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';

export interface DraftState {
  draft: Draft;
  /** False until the stored draft is here, or is known not to come. */
  loaded: boolean;
  change(change: Partial<Draft>): void;
}

function placeOf(discussionId: string | undefined): { discussionId?: string } {
  return discussionId === undefined ? {} : { discussionId };
}

/** The draft of a page or thread, an empty preset being none: stored at every change, so that no end of the panel can lose it. Nothing may be changed before the stored one is here: it would be overwritten. */
export function useDraft(call: CallBackground, discussionId: string | undefined): DraftState {
  const [draft, setDraft] = useState<Draft>({ words: '' });
  const [loaded, setLoaded] = useState(false);
  const latest = useRef(draft);

  useEffect(() => {
    let over = false;
    async function load(): Promise<void> {
      const answer = await call('getDraft', placeOf(discussionId));
      if (over) return;
      if (answer.ok) {
        latest.current = answer.value;
        setDraft(answer.value);
      }
      setLoaded(true);
    }
    void load();
    // Another tab may have gone on with it meanwhile; what was changed here is stored already.
    const loadAgain = () => document.visibilityState === 'visible' && void load();
    document.addEventListener('visibilitychange', loadAgain);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', loadAgain);
    };
  }, [call, discussionId]);

  function change(part: Partial<Draft>): void {
    const { amends, preset, ...next } = { ...latest.current, ...part };
    // Nothing is left of what the words began as.
    const begun = next.words.trim() === '' ? undefined : amends;
    latest.current = { ...next, ...(preset && { preset }), ...(begun && { amends: begun }) };
    setDraft(latest.current);
    void call('saveDraft', { ...placeOf(discussionId), draft: latest.current });
  }

  return { draft, loaded, change };
}
