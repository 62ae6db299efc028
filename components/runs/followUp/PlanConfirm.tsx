import { i18n } from '#i18n';
import { useEffect } from 'preact/hooks';
import type { Run } from '../../../utils/runs/Run.ts';
import type { AskState } from '../../ask/hooks/useAsk.ts';
import { warningsOf } from '../../../utils/preview/warningsOf.ts';
import { sendLabel } from '../../ask/send/sendLabel.ts';
import { SendWords } from '../../ask/send/SendWords.tsx';
import type { Armed } from '../../ui/ArmedButton.tsx';
import { Icon } from '../../ui/Icon.tsx';

interface Props {
  ask: AskState;
  run: Run;
  ArmedButton: Armed;
  onSend(): void;
  /** The box is as it was. */
  onBack(): void;
}

/** Below an approved plan, in its place: what follows from carrying it out, and the Send that the box has, too. */
export function PlanConfirm({ ask, run, ArmedButton, onSend, onBack }: Props) {
  const warned = warningsOf(ask.preview).length > 0;
  useEffect(() => {
    // What people should see before they send stands in the box, which may be folded.
    if (warned) ask.unfold();
  }, [warned]);
  return (
    <div
      class="plan-confirm"
      role="group"
      aria-label={i18n.t('runs.approve')}
      data-testid="ask-claude-plan-confirm"
    >
      <SendWords ask={ask} inThread={run.discussionId !== undefined} />
      <ArmedButton
        small
        testId="ask-claude-plan-send"
        disabled={!ask.ready}
        onRefused={ask.refuse}
        onPress={() => {
          ask.send();
          onSend();
        }}
      >
        {sendLabel(ask)}
      </ArmedButton>
      <button
        type="button"
        class="icon-button small"
        data-testid="ask-claude-plan-back"
        aria-label={i18n.t('runs.approveNot')}
        title={i18n.t('runs.approveNot')}
        onClick={onBack}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
