import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { formatElapsed } from '../ui/format/formatElapsed.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

/** A runner that is alive ends its job sooner. */
const PATIENCE_MS = 3 * 60_000;

function waitedSince({ jobStatus, jobStatusSince }: Run): number {
  if (jobStatus !== 'canceling' || jobStatusSince === undefined) return 0;
  return Date.now() - Date.parse(jobStatusSince);
}

/** For a run whose runner does not answer the cancel: says so, and offers to end the job without it, which GitLab lets Maintainers do. */
export function ForceCancel({ call, run }: { call: CallBackground; run: Run }) {
  const [, setTurn] = useState(0);
  const [pressed, setPressed] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const waited = waitedSince(run);
  const isLong = waited >= PATIENCE_MS;
  useEffect(() => {
    if (run.jobStatus !== 'canceling' || isLong) return undefined;
    const timer = setTimeout(() => setTurn((turn) => turn + 1), PATIENCE_MS - waited);
    return () => clearTimeout(timer);
  }, [run.jobStatus, isLong]);
  if (!isLong) return null;

  async function press(): Promise<void> {
    setPressed(true);
    setFailure(null);
    const answer = await call('forceCancelRun', { runId: run.id });
    setPressed(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
  }
  return (
    <div class="notice warning" role="status" data-testid="ask-claude-stuck">
      <p>
        <strong>{i18n.t('runs.stuck', [formatElapsed(waited)])}</strong>
      </p>
      <p>{i18n.t('runs.stuckWhy')}</p>
      <SmallButton testId="ask-claude-force-cancel" disabled={pressed} onClick={() => void press()}>
        {i18n.t('runs.forceCancel')}
      </SmallButton>
      {failure && <FailureMessage failure={failure} />}
    </div>
  );
}
