import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Taken } from '../../utils/prompt/ownPresets.ts';
import { download } from './download.ts';
import { ImportButton } from './ImportButton.tsx';

export interface TransferActions {
  exportSettings(): Promise<string>;
  importSettings(text: string): Promise<Taken>;
}

interface Props {
  actions: TransferActions;
  /** Something was imported. */
  onTaken(): void;
  onFail(error: unknown): void;
}

/** All settings as a file, without secrets: out, and in again. */
export function TransferSection({ actions, onTaken, onFail }: Props) {
  const [status, setStatus] = useState<{ state: 'ok' | 'error'; words: string } | null>(null);

  async function take(text: string): Promise<void> {
    const taken = await actions.importSettings(text);
    if (taken.ok) {
      setStatus({ state: 'ok', words: i18n.t('transfer.taken') });
      onTaken();
      return;
    }
    const { kind, subject } = taken.problem;
    setStatus({ state: 'error', words: i18n.t(`presetProblems.${kind}`, [subject]) });
  }

  return (
    <section class="card">
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
          onText={take}
          onFail={onFail}
        />
        {status && (
          <p class="status" data-testid="transfer-status" data-state={status.state} role="status">
            {status.words}
          </p>
        )}
      </div>
    </section>
  );
}
