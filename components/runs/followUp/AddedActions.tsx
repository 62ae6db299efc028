import { i18n } from '#i18n';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import { recalled } from './recalled.ts';
import type { FollowUpState } from './useFollowUp.ts';
import type { Propose } from '../useProposal.ts';
import { actionOn } from './actionOn.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

export interface AddedProps {
  call: CallBackground;
  run: Run;
  followUp: FollowUpState;
  onPropose: Propose;
}

interface Props extends AddedProps {
  onDiscard?: () => void;
}

/**
 * What may become of words that were added to a run: the follow-up of its answer; without one, an ask together with what was
 * asked, in the place of a run that still goes on. All of it goes through the box, the preview and Send.
 */
export function AddedActions({ call, run, followUp, onPropose, onDiscard }: Props) {
  const { added = '', add } = followUp;
  const over = isFinal(run.state);
  const follows = over && (run.outcome?.answer ?? '') !== '';
  const label = follows
    ? i18n.t('runs.addFollow')
    : over
      ? i18n.t('runs.addBoth')
      : i18n.t('runs.addInstead');

  async function askBoth(): Promise<void> {
    const asked = await recalled(call, run);
    onPropose(run.discussionId, {
      ...asked,
      words: `${asked.words}\n\n${added}`,
      ...(!over && { supersedes: [run.id] }),
      focus: 'send',
    });
    add('');
  }

  function followWith(): void {
    const { id, preset, discussionId } = run;
    onPropose(discussionId, { words: added, preset, continues: id, focus: 'send' });
    add('');
  }

  function discard(): void {
    onDiscard?.();
    add('');
  }

  return (
    <>
      <SmallButton
        testId="ask-claude-add-send"
        name={actionOn(run, label)}
        primary={over}
        disabled={added.trim() === ''}
        onClick={follows ? followWith : () => void askBoth()}
      >
        {label}
      </SmallButton>
      <SmallButton
        testId="ask-claude-add-discard"
        name={actionOn(run, i18n.t('runs.discard'))}
        onClick={discard}
      >
        {i18n.t('runs.discard')}
      </SmallButton>
    </>
  );
}
