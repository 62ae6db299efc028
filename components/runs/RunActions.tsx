import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { Propose } from './useProposal.ts';

interface Props {
  call: CallBackground;
  run: Run;
  onPropose: Propose;
}

/** The preset that carries out a plan made there. */
function changeFor({ page, discussionId }: Run): string {
  if (discussionId !== undefined) return page.type === 'issue' ? 'make-change' : 'fix-thread';
  return page.type === 'issue' ? 'implement-issue' : 'make-change';
}

/** What may follow a run that has ended. Everything goes through the box, the preview and Send: nothing here fires. */
export function RunActions({ call, run, onPropose }: Props) {
  const { discussionId, outcome } = run;
  const answer = outcome?.answer ?? '';
  const planned = run.mode === 'plan' && answer !== '';

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
          onClick={proceed}
        >
          {i18n.t('runs.continue')}
        </button>
      )}
      <button
        type="button"
        class="button small"
        data-testid="ask-claude-again"
        onClick={() => void recall('send')}
      >
        {i18n.t('runs.again')}
      </button>
      <button
        type="button"
        class="button small"
        data-testid="ask-claude-edit"
        onClick={() => void recall('words')}
      >
        {i18n.t('runs.edit')}
      </button>
    </div>
  );
}
