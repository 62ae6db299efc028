import { i18n } from '#i18n';
import { download } from './download.ts';
import { ImportButton } from './ImportButton.tsx';

const FILE_NAME = 'ask-claude-presets.json';

interface Props {
  /** Whether there is anything to export. */
  any: boolean;
  /** The text to export. */
  read(): Promise<string>;
  onText(text: string): void | Promise<void>;
  onFail(error: unknown): void;
}

/** Presets as a file: out, and in again. */
export function PresetFiles({ any, read, onText, onFail }: Props) {
  return (
    <>
      <ImportButton
        label={i18n.t('options.presetImport')}
        testId="preset-import"
        onText={onText}
        onFail={onFail}
      />
      {any && (
        <button
          class="button"
          type="button"
          data-testid="preset-export"
          onClick={() => read().then((text) => download(text, FILE_NAME), onFail)}
        >
          {i18n.t('options.presetExport')}
        </button>
      )}
    </>
  );
}
