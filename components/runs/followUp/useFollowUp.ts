import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { FollowUp } from '../../../utils/storage/followUps.ts';

/** What the user wrote about a run and has not sent: stored at every change, as a draft is. */
export function useFollowUp(call: CallBackground, runId: string) {
  const [followUp, setFollowUp] = useState<FollowUp>({});
  const latest = useRef(followUp);
  useEffect(() => {
    let over = false;
    async function load(): Promise<void> {
      const answer = await call('getFollowUp', { runId });
      // What was typed meanwhile is newer.
      if (over || !answer.ok || latest.current !== followUp) return;
      latest.current = answer.value;
      setFollowUp(answer.value);
    }
    void load();
    return () => {
      over = true;
    };
  }, [call, runId]);

  function change(next: FollowUp): void {
    latest.current = next;
    setFollowUp(next);
    void call('saveFollowUp', { runId, followUp: next });
  }

  return {
    ...followUp,
    /** Empty: nothing is added. */
    add(added: string): void {
      const { added: _, ...rest } = latest.current;
      change({ ...rest, ...(added && { added }) });
    },
    /** Without a text the plan is Claude's again. */
    edit(plan?: string): void {
      const { plan: _, ...rest } = latest.current;
      change({ ...rest, ...(plan !== undefined && { plan }) });
    },
  };
}

export type FollowUpState = ReturnType<typeof useFollowUp>;
