import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { presetOfRun } from '../ask/presetWords.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DetailIcon, type DetailIconName } from '../ui/icons/DetailIcon.tsx';
import { PostAnswer } from './PostAnswer.tsx';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  run: Run;
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

/** The preset that carries out a plan made there. */
function changeFor({ page, discussionId }: Run): string {
  if (discussionId !== undefined) return page.type === 'issue' ? 'make-change' : 'fix-thread';
  return page.type === 'issue' ? 'implement-issue' : 'make-change';
}

/** What may follow a run that has ended. Everything goes through the box, the preview and Send: nothing here fires. */
export function RunActions({ call, run, onPropose, onWritten }: Props) {
  const { discussionId, outcome } = run;
  const answer = outcome?.answer ?? '';
  const planned = run.mode === 'plan' && answer !== '';
  /** What a button says, and for which run, to those who hear it alone. */
  const named = (label: string) =>
    i18n.t('runs.actionOn', [label, run.label || presetOfRun(run.preset)]);

  async function recall(focus: 'words' | 'send'): Promise<void> {
    const asked = await call('recallAsk', { runId: run.id });
    const known = asked.ok ? asked.value : null;
    const amends = known?.amends ?? run.amends;
    onPropose(discussionId, {
      words: known?.words ?? run.label,
      preset: known?.preset ?? run.preset,
      ...(known?.continues !== undefined && { continues: known.continues }),
      ...(amends && { amends }),
      parts: known?.parts ?? {},
      ...(known?.images && { images: known.images }),
      focus,
    });
  }

  function proceed(): void {
    const preset = discussionId === undefined ? 'ask' : 'answer-thread';
    onPropose(discussionId, { preset, continues: run.id, focus: 'words' });
  }

  return (
    <div class="run-actions">
      {planned && (
        <>
          <button
            type="button"
            class="button small primary"
            data-testid="ask-claude-approve"
            aria-label={named(i18n.t('runs.approve'))}
            onClick={() =>
              onPropose(discussionId, {
                words: i18n.t('runs.approved'),
                preset: changeFor(run),
                continues: run.id,
                focus: 'send',
              })
            }
          >
            {i18n.t('runs.approve')}
          </button>
          <button
            type="button"
            class="button small"
            data-testid="ask-claude-amend"
            aria-label={named(i18n.t('runs.amend'))}
            onClick={() =>
              onPropose(discussionId, {
                words: `${i18n.t('runs.amended')}\n\n${answer}`,
                preset: changeFor(run),
                amends: [run.id],
                focus: 'words',
              })
            }
          >
            {i18n.t('runs.amend')}
          </button>
        </>
      )}
      {answer !== '' && (
        <button
          type="button"
          class="button small"
          data-testid="ask-claude-continue"
          aria-label={named(i18n.t('runs.continue'))}
          onClick={proceed}
        >
          {i18n.t('runs.continue')}
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
