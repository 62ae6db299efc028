import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { isFinal, type Run } from '../../utils/runs/Run.ts';
import { runAddress } from '../../utils/runs/runAddress.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import { RunDoctor } from '../setup/doctor/RunDoctor.tsx';
import type { Armed } from '../ui/ArmedButton.tsx';
import { Link } from '../ui/Link.tsx';
import { Adding } from './followUp/Adding.tsx';
import { ForceCancel } from './ForceCancel.tsx';
import { isPlan } from './followUp/isPlan.ts';
import { OutcomeView } from './OutcomeView.tsx';
import { RunActions } from './RunActions.tsx';
import { RunTools } from './RunTools.tsx';
import { recalled } from './followUp/recalled.ts';
import { UntilGreenView } from './UntilGreenView.tsx';
import { WorkingNote } from './notes/WorkingNote.tsx';
import { useFollowUp } from './followUp/useFollowUp.ts';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  /** What the box below holds. */
  ask?: AskState | undefined;
  run: Run;
  /** Whether it is the newest. */
  open: boolean;
  onPropose: Propose;
  /** Something of it was written on the page. */
  onWritten?: (() => void) | undefined;
  /** Arms what fires, as the panel arms it. */
  ArmedButton: Armed;
  /** Puts words into the box. */
  onAsk(words: string): void;
}

/** What came of a run, and what may follow. */
export function RunDetails(props: Props) {
  const { call, ask, run, open, onPropose, onWritten, ArmedButton, onAsk } = props;
  const { outcome } = run;
  const followUp = useFollowUp(call, run.id);
  const { plan, edit } = followUp;
  const edited = isPlan(run) && plan !== undefined ? { text: plan, onText: edit } : undefined;
  async function recall(focus: 'words' | 'send'): Promise<void> {
    onPropose(run.discussionId, { ...(await recalled(call, run)), focus });
  }
  const onRecall = (focus: 'words' | 'send') => void recall(focus);
  return (
    <>
      <ForceCancel call={call} run={run} />
      {run.elsewhere && (
        <p class="run-note">
          <Link href={runAddress(run)}>{i18n.t('runs.askedFrom', [run.page.title])}</Link>
        </p>
      )}
      <UntilGreenView call={call} run={run} />
      <WorkingNote call={call} run={run} />
      {outcome && (
        <OutcomeView
          call={call}
          run={run}
          outcome={outcome}
          open={open}
          ask={ask}
          onPropose={run.elsewhere ? undefined : onPropose}
          ArmedButton={ArmedButton}
          edited={edited}
          tools={!run.elsewhere && isFinal(run.state) && <RunTools run={run} onRecall={onRecall} />}
        >
          {outcome.kind === 'failed' && (
            <RunDoctor call={call} cause={outcome.cause} onAsk={onAsk} />
          )}
        </OutcomeView>
      )}
      {!run.elsewhere && <Adding call={call} run={run} followUp={followUp} onPropose={onPropose} />}
      {!run.elsewhere && isFinal(run.state) && (
        <RunActions
          call={call}
          ask={ask}
          ArmedButton={ArmedButton}
          run={run}
          open={open}
          followUp={followUp}
          onPropose={onPropose}
          recall={onRecall}
          onWritten={onWritten}
        />
      )}
    </>
  );
}
