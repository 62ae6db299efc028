import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { isFinal, type Run } from '../../utils/runs/Run.ts';
import { presetOfRun } from '../ask/presetWords.ts';
import { AskFailure } from '../setup/AskFailure.tsx';
import { RunDoctor } from '../setup/RunDoctor.tsx';
import { Elapsed } from '../ui/Elapsed.tsx';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Link } from '../ui/Link.tsx';
import { onPress } from '../ui/onPress.ts';
import { ForceCancel } from './ForceCancel.tsx';
import { OutcomeView } from './OutcomeView.tsx';
import { PostAnswer } from './PostAnswer.tsx';
import { RunActions } from './RunActions.tsx';
import { RunProgress } from './RunProgress.tsx';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  run: Run;
  /** Whether its outcome is unfolded to begin with. */
  open: boolean;
  onPropose: Propose;
}

/** Waiting for another run of the page, not for a runner. */
function isQueued({ state, jobStatus }: Run): boolean {
  return state === 'waiting' && jobStatus === 'waiting_for_resource';
}

/** One run: its state, its links, a way to cancel it, and what came of it. */
export function RunItem({ call, run, open, onPropose }: Props) {
  const [canceling, setCanceling] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function cancel(): Promise<void> {
    setCanceling(true);
    setFailure(null);
    const answer = await call('cancelRun', { runId: run.id });
    setCanceling(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
  }

  const ask = (words: string) => onPropose(run.discussionId, { words, focus: 'words' });
  return (
    <li
      class="run"
      data-testid="ask-claude-run"
      data-state={run.state}
      data-pipeline-id={run.pipelineId}
    >
      <div class="run-head">
        <span class="state" data-state={run.state}>
          {isQueued(run) ? i18n.t('runs.queued') : i18n.t(`states.${run.state}`)}
        </span>
        <span class="run-label" title={run.label}>
          {run.label || presetOfRun(run.preset)}
        </span>
        <Elapsed since={run.createdAt} until={run.finishedAt} />
      </div>
      <div class="run-links">
        <span>{presetOfRun(run.preset)}</span>
        {run.continues !== undefined && <span>{i18n.t('runs.followUp')}</span>}
        {run.discussionId !== undefined && <span>{i18n.t('runs.thread')}</span>}
        {run.pipelineUrl !== undefined && (
          <Link href={run.pipelineUrl}>
            {i18n.t('runs.pipeline')} #{run.pipelineId}
          </Link>
        )}
        {run.jobUrl !== undefined && <Link href={run.jobUrl}>{i18n.t('runs.job')}</Link>}
        {!isFinal(run.state) && (
          <button
            type="button"
            class="button small"
            data-testid="ask-claude-cancel"
            disabled={canceling || run.state === 'canceling' || run.cancelWanted === true}
            onClick={onPress(() => void cancel())}
          >
            {i18n.t('runs.cancel')}
          </button>
        )}
      </div>
      <RunProgress call={call} run={run} />
      <ForceCancel call={call} run={run} />
      {run.failure && <AskFailure call={call} failure={run.failure} onAsk={ask} />}
      {failure && <FailureMessage failure={failure} />}
      {run.outcome && (
        <OutcomeView run={run} outcome={run.outcome} open={open}>
          {run.outcome.kind === 'failed' && (
            <RunDoctor call={call} cause={run.outcome.cause} onAsk={ask} />
          )}
          <PostAnswer call={call} run={run} outcome={run.outcome} />
        </OutcomeView>
      )}
      {isFinal(run.state) && <RunActions call={call} run={run} onPropose={onPropose} />}
    </li>
  );
}
