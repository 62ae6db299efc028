import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { PresetProblem, ImportPlan, SaveResult } from '../../utils/prompt/ownPresets.ts';
import type { ImportChange } from '../../utils/storage/ImportChange.ts';
import { download } from './download.ts';
import { ImportButton } from './ImportButton.tsx';
import { ImportReview } from './ImportReview.tsx';

export interface TransferActions {
  exportSettings(): Promise<string>;
  reviewSettings(text: string): Promise<ImportPlan>;
  importSettings(text: string): Promise<SaveResult>;
}

interface Props {
  actions: TransferActions;
  /** Something was imported. */
  onTaken(): void;
  onFail(error: unknown): void;
}

/** All settings as a file, without secrets: out, and in again, once what it changes was confirmed. */
export function TransferSection({ actions, onTaken, onFail }: Props) {
  const [status, setStatus] = useState<{ state: 'ok' | 'error'; words: string } | null>(null);
  const [review, setReview] = useState<{ text: string; changes: ImportChange[] } | null>(null);

  function refuse({ kind, subject }: PresetProblem): void {
    setReview(null);
    setStatus({ state: 'error', words: i18n.t(`presetProblems.${kind}`, [subject]) });
  }

  async function look(text: string): Promise<void> {
    setStatus(null);
    const reviewed = await actions.reviewSettings(text);
    if (reviewed.ok) setReview({ text, changes: reviewed.changes });
    else refuse(reviewed.problem);
  }

  async function take(text: string): Promise<void> {
    const taken = await actions.importSettings(text);
    if (!taken.ok) return refuse(taken.problem);
    setReview(null);
    setStatus({ state: 'ok', words: i18n.t('transfer.taken') });
    onTaken();
  }

  return (
    <section class="card" id="transfer">
      <div>
        <h2>{i18n.t('transfer.title')}</h2>
        <p class="hint">{i18n.t('transfer.hint')}</p>
      </div>
      <div class="actions">
        <button
          class="button"
          type="button"
          data-testid="settings-export"
          onClick={() =>
            actions
              .exportSettings()
              .then((text) => download(text, 'ask-claude-settings.json'))
              .catch(onFail)
          }
        >
          {i18n.t('transfer.export')}
        </button>
        <ImportButton
          label={i18n.t('transfer.import')}
          testId="settings-import"
          onText={look}
          onFail={onFail}
        />
        {status && (
          <p class="status" data-testid="transfer-status" data-state={status.state} role="status">
            {status.words}
          </p>
        )}
      </div>
      {review && (
        <ImportReview
          changes={review.changes}
          onConfirm={() => void take(review.text).catch(onFail)}
          onCancel={() => setReview(null)}
        />
      )}
    </section>
  );
}
