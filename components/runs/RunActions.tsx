import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import type { Armed } from '../ui/ArmedButton.tsx';
import { PostAnswer } from './notes/PostAnswer.tsx';
import { actionOn } from './followUp/actionOn.ts';
import { AddedActions } from './followUp/AddedActions.tsx';
import { isPlan } from './followUp/isPlan.ts';
import { PlanActions } from './followUp/PlanActions.tsx';
import type { FollowUpState } from './followUp/useFollowUp.ts';
import type { Propose } from './useProposal.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
  /** What the box below holds. */
  ask?: AskState | undefined;
  ArmedButton: Armed;
  run: Run;
  /** Whether it is the newest, whose outcome is unfolded. */
  open: boolean;
  followUp: FollowUpState;
  onPropose: Propose;
  /** Puts what the run asked into the box again. */
  recall(focus: 'words' | 'send'): void;
  /** The answer was posted on the page. */
  onWritten?: (() => void) | undefined;
}

/** What may follow a run that has ended. Everything goes through the box, the preview and Send: nothing here fires. */
export function RunActions(props: Props) {
  const { call, run, open, followUp, onPropose, recall, onWritten } = props;
  const { discussionId, outcome } = run;
  const answer = outcome?.answer ?? '';
  const planned = isPlan(run);
  const named = (label: string) => actionOn(run, label);

  function proceed(): void {
    const preset = discussionId === undefined ? 'ask' : 'answer-thread';
    onPropose(discussionId, { preset, continues: run.id, focus: 'words' });
  }

  return (
    <div class="run-actions">
      {(followUp.added ?? '') !== '' && (
        <AddedActions call={call} run={run} followUp={followUp} onPropose={onPropose} />
      )}
      {planned && (
        <PlanActions
          call={call}
          ask={props.ask}
          ArmedButton={props.ArmedButton}
          run={run}
          answer={answer}
          open={open}
          followUp={followUp}
          onPropose={onPropose}
          onAgain={() => recall('send')}
        />
      )}
      {answer !== '' && (
        <SmallButton
          testId="ask-claude-continue"
          name={named(i18n.t('runs.continue'))}
          onClick={proceed}
        >
          {i18n.t('runs.continue')}
        </SmallButton>
      )}
      {run.preset === 'suggest-pipeline-fix' && (outcome?.findings ?? []).length > 0 && (
        <button
          type="button"
          class="button small"
          data-testid="ask-claude-commit-fix"
          aria-label={named(i18n.t('runs.commitFix'))}
          onClick={() =>
            onPropose(discussionId, {
              preset: 'fix-failing-pipeline',
              continues: run.id,
              focus: 'send',
            })
          }
        >
          {i18n.t('runs.commitFix')}
        </button>
      )}
      {outcome && <PostAnswer call={call} run={run} outcome={outcome} onPosted={onWritten} />}
      {!outcome && (
        <>
          <SmallButton
            testId="ask-claude-again"
            name={named(i18n.t('runs.again'))}
            onClick={() => recall('send')}
          >
            {i18n.t('runs.again')}
          </SmallButton>
          <SmallButton
            testId="ask-claude-edit"
            name={named(i18n.t('runs.edit'))}
            onClick={() => recall('words')}
          >
            {i18n.t('runs.edit')}
          </SmallButton>
        </>
      )}
    </div>
  );
}
