import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Progress } from '../../../utils/outcome/Progress.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';

const PAUSE_MILLISECONDS = 3000;

/** How far a run's job is, looked at again and again while the run goes on and the page is in front; once, for its log, after its end. */
export function useProgress(call: CallBackground, run: Run, withLog: boolean): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  const goesOn = !isFinal(run.state);
  const wanted = run.jobId !== undefined && (goesOn || withLog);
  useEffect(() => {
    if (!wanted) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look(): Promise<void> {
      if (document.visibilityState === 'visible') {
        const answer = await call('readProgress', { runId: run.id, withLog });
        if (over) return;
        if (answer.ok && answer.value.ok && answer.value.value) setProgress(answer.value.value);
      }
      if (goesOn) timer = setTimeout(() => void look(), PAUSE_MILLISECONDS);
    }
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, goesOn, withLog, run.jobStatus]);
  return progress;
}
