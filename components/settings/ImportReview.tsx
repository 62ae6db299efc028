import { i18n } from '#i18n';
import type { ImportChange } from '../../utils/storage/ImportChange.ts';
import { importChangeWords } from './importChangeWords.ts';

interface Props {
  changes: readonly ImportChange[];
  onConfirm(): void;
  onCancel(): void;
}

/** What a file would change, line by line, for a person to confirm. */
export function ImportReview({ changes, onConfirm, onCancel }: Props) {
  const any = changes.some(({ what }) => what !== 'left_out');
  return (
    <div data-testid="import-review" role="status">
      <p>{any ? i18n.t('transfer.willChange') : i18n.t('transfer.nothing')}</p>
      {changes.length > 0 && (
        <ul class="rules">
          {changes.map((change, index) => (
            <li key={index} data-testid="import-change" data-what={change.what}>
              {importChangeWords(change)}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        {any && (
          <button
            class="button primary"
            type="button"
            data-testid="import-confirm"
            onClick={onConfirm}
          >
            {i18n.t('transfer.confirm')}
          </button>
        )}
        <button class="button" type="button" data-testid="import-cancel" onClick={onCancel}>
          {i18n.t('options.presetCancel')}
        </button>
      </div>
    </div>
  );
}
