import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import { download } from './download.ts';

const FILE_NAME = 'ask-claude-presets.json';

interface Props {
  /** Whether there is anything to export. */
  any: boolean;
  /** The text to export. */
  read(): Promise<string>;
  onText(text: string): void;
  onFail(error: unknown): void;
}

/** Presets as a file: out, and in again. */
export function PresetFiles({ any, read, onText, onFail }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="button" type="button" onClick={() => input.current?.click()}>
        {i18n.t('options.presetImport')}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        data-testid="preset-import"
        aria-label={i18n.t('options.presetImport')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // The same file may be chosen again after it was mended.
          file?.text().then(onText, onFail);
          currentTarget.value = '';
        }}
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
