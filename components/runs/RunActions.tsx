import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import type { Armed } from '../ui/ArmedButton.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DetailIcon, type DetailIconName } from '../ui/icons/DetailIcon.tsx';
import { PostAnswer } from './notes/PostAnswer.tsx';
import { actionOn } from './followUp/actionOn.ts';
import { AddedActions } from './followUp/AddedActions.tsx';
import { isPlan } from './followUp/isPlan.ts';
import { PlanActions } from './followUp/PlanActions.tsx';
import { recalled } from './followUp/recalled.ts';
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
  /** The answer was posted on the page. */
  onWritten?: (() => void) | undefined;
}

interface ToolProps {
  icon: DetailIconName;
  testId: string;
  label: string;
  /** With the run that it is for. */
  name: string;
  onPress(): void;
}

/** A small button that is a drawing alone. */
function ToolButton({ icon, testId, label, name, onPress }: ToolProps) {
  return (
    <button
      type="button"
      class="icon-button small"
      data-testid={testId}
      aria-label={name}
      title={label}
      onClick={onPress}
    >
      <DetailIcon name={icon} />
    </button>
  );
}

/** What may follow a run that has ended. Everything goes through the box, the preview and Send: nothing here fires. */
export function RunActions(props: Props) {
  const { call, run, open, followUp, onPropose, onWritten } = props;
  const { discussionId, outcome } = run;
  const answer = outcome?.answer ?? '';
  const planned = isPlan(run);
  const named = (label: string) => actionOn(run, label);

  async function recall(focus: 'words' | 'send'): Promise<void> {
    onPropose(discussionId, { ...(await recalled(call, run)), focus });
  }

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
          onAgain={() => void recall('send')}
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
      <span class="run-tools">
        {answer !== '' && (
          <CopyButton text={answer} label={i18n.t('runs.copy')} name={named(i18n.t('runs.copy'))} />
        )}
        <ToolButton
          icon="retry"
          testId="ask-claude-again"
          label={i18n.t('runs.again')}
          name={named(i18n.t('runs.again'))}
          onPress={() => void recall('send')}
        />
        <ToolButton
          icon="edit"
          testId="ask-claude-edit"
          label={i18n.t('runs.edit')}
          name={named(i18n.t('runs.edit'))}
          onPress={() => void recall('words')}
        />
      </span>
    </div>
  );
}
