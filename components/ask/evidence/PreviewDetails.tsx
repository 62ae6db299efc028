import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { Icon } from '../../ui/Icon.tsx';

const utf8 = new TextEncoder();

function bytesOf(preview: Preview): number {
  return preview.variables.reduce((sum, { value }) => sum + utf8.encode(value).length, 0);
}

interface Props {
  preview: Preview | null;
  making: boolean;
}

/** Exactly what will be sent, folded. Nothing stands between a variable's element and its value, not even white space. */
export function PreviewDetails({ preview, making }: Props) {
  const total = preview ? formatBytes(bytesOf(preview)) : '';
  const state = making
    ? i18n.t('panel.previewMaking')
    : preview
      ? i18n.t('panel.previewReady', [total])
      : i18n.t('panel.previewNone');
  return (
    <section class="preview" data-testid="ask-claude-preview" aria-busy={making}>
      <details>
        <summary>
          <Icon name="chevron" />
          <span class="preview-title">{i18n.t('panel.preview')}</span>
          <span class="preview-state">{state}</span>
        </summary>
        {preview?.variables.map(({ key, value }) => (
          <div key={key} class="variable">
            <div class="variable-key">{key}</div>
            <pre data-variable={key} tabIndex={0}>
              {value}
            </pre>
          </div>
        ))}
      </details>
    </section>
  );
}
