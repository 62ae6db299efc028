import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { AskState } from '../../ask/hooks/useAsk.ts';
import type { Armed } from '../../ui/ArmedButton.tsx';
import { actionOn } from './actionOn.ts';
import { PlanConfirm } from './PlanConfirm.tsx';
import { useApproving } from './useApproving.ts';
import type { FollowUpState } from './useFollowUp.ts';
import type { Propose } from '../useProposal.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
  /** What the box below holds. */
  ask: AskState | undefined;
  ArmedButton: Armed;
  run: Run;
  /** The plan, as Claude made it. */
  answer: string;
  /** Whether it is looked at already, not only when it is approved, if it has expired. */
  open: boolean;
  followUp: FollowUpState;
  onPropose: Propose;
  onAgain(): void;
}

/** The preset that carries out a plan made there. */
function changeFor({ page, discussionId }: Run): string {
  if (discussionId !== undefined) return page.type === 'issue' ? 'make-change' : 'fix-thread';
  return page.type === 'issue' ? 'implement-issue' : 'make-change';
}

/** What may become of a plan: it is approved, as it is or as the user edited it, or made again where the code has moved on since. */
export function PlanActions(props: Props) {
  const { call, ask, run, answer, open, followUp, onPropose, onAgain } = props;
  const actions = useRef<HTMLDivElement>(null);
  const [expired, setExpired] = useState(false);
  const { plan, edit } = followUp;
  const approving = useApproving(ask, run);

  async function look(): Promise<boolean> {
    if (run.head === undefined) return false;
    const asked = await call('hasExpired', { runId: run.id });
    const is = asked.ok && asked.value;
    setExpired(is);
    return is;
  }
  useEffect(() => {
    if (open) void look();
  }, [open, run.id]);

  async function approve(): Promise<void> {
    if (approving.on) return goBack();
    if (!expired && (await look())) return;
    const edited = plan !== undefined && plan.trim() !== answer.trim();
    approving.begin();
    onPropose(run.discussionId, {
      words: edited ? `${i18n.t('runs.amended')}\n\n${plan}` : i18n.t('runs.approved'),
      preset: changeFor(run),
      ...(edited ? { amends: [run.id] } : { continues: run.id }),
      focus: 'stay',
    });
  }

  const approveLabel = expired ? i18n.t('runs.approveAnyway') : i18n.t('runs.approve');
  const amendLabel = plan === undefined ? i18n.t('runs.amend') : i18n.t('runs.amendUndo');
  /** The approval is taken out of the box again; the focus stays here. */
  function goBack(): void {
    approving.end();
    actions.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  }
  function goBackByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || !approving.on) return;
    event.preventDefault();
    event.stopPropagation();
    goBack();
  }

  return (
    <div ref={actions} role="presentation" class="plan-actions" onKeyDown={goBackByKey}>
      {expired && (
        <div class="notice warning" role="status" data-testid="ask-claude-plan-expired">
          <p>
            <strong>{i18n.t('runs.expired')}</strong>{' '}
            {run.page.type === 'issue' ? i18n.t('runs.expiredBranch') : i18n.t('runs.expiredMr')}
          </p>
          <SmallButton testId="ask-claude-plan-again" primary onClick={onAgain}>
            {i18n.t('runs.planAgain')}
          </SmallButton>
        </div>
      )}
      <SmallButton
        testId="ask-claude-approve"
        name={actionOn(run, approveLabel)}
        primary={!expired && !approving.on}
        expanded={approving.on}
        disabled={plan?.trim() === ''}
        onClick={() => void approve()}
      >
        {approveLabel}
      </SmallButton>
      <SmallButton
        testId="ask-claude-amend"
        name={actionOn(run, amendLabel)}
        onClick={() => (plan === undefined ? edit(answer) : edit())}
      >
        {amendLabel}
      </SmallButton>
      {approving.on && ask && (
        <PlanConfirm
          ask={ask}
          run={run}
          ArmedButton={props.ArmedButton}
          onSend={() => plan !== undefined && edit()}
          onBack={goBack}
        />
      )}
    </div>
  );
}
