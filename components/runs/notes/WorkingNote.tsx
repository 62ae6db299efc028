import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import { presetOfRun } from '../../ask/presetWords.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { Link } from '../../ui/Link.tsx';
import { hrefOn } from '../../ui/safeHref.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

/** Whether the job may have left a comment that says that Claude is working. */
function mayHaveLeft({ acknowledges, state, jobId, outcome }: Run): boolean {
  return (
    acknowledges === true && isFinal(state) && jobId !== undefined && outcome?.noteUrl === undefined
  );
}

/** For a run whose job ended so that it could not change its comment: says that it is still there, and offers to have it say how the run ended. */
export function WorkingNote({ call, run }: { call: CallBackground; run: Run }) {
  const [url, setUrl] = useState<string | null>(null);
  const [pressed, setPressed] = useState(false);
  const [done, setDone] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const left = mayHaveLeft(run);
  useEffect(() => {
    if (!left) return undefined;
    let isGone = false;
    async function look(): Promise<void> {
      const answer = await call('findWorkingNote', { runId: run.id });
      if (!isGone && answer.ok && answer.value.ok) setUrl(answer.value.value?.webUrl ?? null);
    }
    void look();
    return () => {
      isGone = true;
    };
  }, [left, run.id]);

  async function press(): Promise<void> {
    setPressed(true);
    setFailure(null);
    const answer = await call('finishWorkingNote', { runId: run.id });
    setPressed(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
    else setDone(true);
  }

  if (url === null) return null;
  return (
    <div class="notice warning" role="status" data-testid="ask-claude-working-note">
      <p>
        {done ? i18n.t('runs.workingFinished') : i18n.t('runs.working')}{' '}
        <Link href={hrefOn(run.site, url)}>{i18n.t('outcome.comment')}</Link>
      </p>
      {!done && (
        <SmallButton
          testId="ask-claude-finish-note"
          name={i18n.t('runs.actionOn', [
            i18n.t('runs.finishWorking'),
            run.label || presetOfRun(run.preset),
          ])}
          disabled={pressed}
          onClick={() => void press()}
        >
          {i18n.t('runs.finishWorking')}
        </SmallButton>
      )}
      {failure?.kind === 'forbidden' ? (
        <p role="alert">{i18n.t('runs.workingRefused')}</p>
      ) : (
        failure && <FailureMessage failure={failure} />
      )}
    </div>
  );
}
