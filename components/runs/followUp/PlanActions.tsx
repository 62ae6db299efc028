import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { actionOn } from './actionOn.ts';
import type { FollowUpState } from './useFollowUp.ts';
import type { Propose } from '../useProposal.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
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
export function PlanActions({ call, run, answer, open, followUp, onPropose, onAgain }: Props) {
  const [expired, setExpired] = useState(false);
  const { plan, edit } = followUp;

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
    if (!expired && (await look())) return;
    const edited = plan !== undefined && plan.trim() !== answer.trim();
    onPropose(run.discussionId, {
      words: edited ? `${i18n.t('runs.amended')}\n\n${plan}` : i18n.t('runs.approved'),
      preset: changeFor(run),
      ...(edited ? { amends: [run.id] } : { continues: run.id }),
      focus: 'send',
    });
    if (plan !== undefined) edit();
  }

  const approveLabel = expired ? i18n.t('runs.approveAnyway') : i18n.t('runs.approve');
  const amendLabel = plan === undefined ? i18n.t('runs.amend') : i18n.t('runs.amendUndo');
  return (
    <>
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
        primary={!expired}
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
    </>
  );
}
