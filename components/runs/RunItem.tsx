import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { isFinal, type Run } from '../../utils/runs/Run.ts';
import { isUntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import { presetOfRun } from '../ask/presetWords.ts';
import { useDetails } from '../details/Details.ts';
import { AskFailure } from '../setup/doctor/AskFailure.tsx';
import { ArmedButton } from '../ui/ArmedButton.tsx';
import { Elapsed } from '../ui/Elapsed.tsx';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RunBadge } from './RunBadge.tsx';
import type { Propose } from './useProposal.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
  /** What the box below holds. */
  ask?: AskState | undefined;
  run: Run;
  /** Whether it is the newest: older ones that have ended fold to one line. */
  open: boolean;
  onPropose: Propose;
  /** Something of it was written on the page. */
  onWritten?: (() => void) | undefined;
}

/** One run: what was asked, how it stands or what came of it, what may follow, and where it ran. */
export function RunItem({ call, ask, run, open, onPropose, onWritten }: Props) {
  const [canceling, setCanceling] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const details = useDetails();
  const preset = presetOfRun(run.preset);
  const label = run.label || preset;
  const folds = !open && isFinal(run.state) && !isUntilGreen(run);

  async function cancel(): Promise<void> {
    setCanceling(true);
    setFailure(null);
    const answer = await call('cancelRun', { runId: run.id });
    setCanceling(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
  }

  const progress = details && <details.RunProgress key="progress" call={call} run={run} />;
  const askFor = (words: string) => onPropose(run.discussionId, { words, focus: 'words' });
  return (
    <li
      class="run"
      data-testid="ask-claude-run"
      data-state={run.state}
      data-pipeline-id={run.pipelineId}
    >
      <h4 class="run-label" tabIndex={-1} title={run.label}>
        {folds ? (
          <button
            type="button"
            class="run-fold"
            data-testid="ask-claude-unfold"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          >
            <Icon name="chevron" />
            <span>{label}</span>
            {!unfolded && <RunBadge run={run} />}
          </button>
        ) : (
          label
        )}
      </h4>
      <div class="run-body" hidden={folds && !unfolded}>
        <p class="run-about">
          {run.label !== '' && <span>{preset}</span>}
          {run.continues !== undefined && <span>{i18n.t('runs.followUp')}</span>}
          {run.discussionId !== undefined && <span>{i18n.t('runs.thread')}</span>}
          <Elapsed since={run.createdAt} until={run.finishedAt} />
        </p>
        {!(run.outcome && details) && (
          <div class="run-status">
            <RunBadge run={run} />
            {!isFinal(run.state) && (
              <SmallButton
                testId="ask-claude-cancel"
                name={i18n.t('runs.cancelThis', [label])}
                disabled={canceling || run.state === 'canceling' || run.cancelWanted === true}
                onClick={() => void cancel()}
              >
                {i18n.t('runs.cancel')}
              </SmallButton>
            )}
          </div>
        )}
        {run.failure && <AskFailure call={call} failure={run.failure} place={run} onAsk={askFor} />}
        {failure && <FailureMessage failure={failure} />}
        {!run.outcome && progress}
        {details && (
          <details.RunDetails
            key="details"
            call={call}
            ask={ask}
            run={run}
            open={open}
            onPropose={onPropose}
            onWritten={onWritten}
            ArmedButton={ArmedButton}
            onAsk={askFor}
          />
        )}
        {run.outcome && progress}
      </div>
    </li>
  );
}
