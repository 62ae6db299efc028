import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import type { PreviewImage } from '../../../utils/preview/Preview.ts';
import { useDetails } from '../../details/Details.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { AskState } from '../hooks/useAsk.ts';

interface Props {
  ask: AskState;
  onCheckProject(): void;
}

/** All that can be known of what is sent, in one row that opens: sizes, limit, options, the branch, the exact text. */
export function Evidence({ ask, onCheckProject }: Props) {
  const { preview, choices } = ask;
  const details = useDetails();
  const row = useRef<HTMLDetailsElement>(null);
  function checkProject(): void {
    // What is found stands above, where there is hardly room as long as this is unfolded.
    if (row.current) row.current.open = false;
    onCheckProject();
  }
  const images = preview?.images ?? [];
  const isOn = ({ id, on, problem }: PreviewImage) =>
    problem === undefined && (choices.images?.[id] ?? on);
  const seen = images.filter(isOn);
  const bytes = seen.reduce((sum, image) => sum + (image.bytes ?? 0), preview?.size.bytes ?? 0);
  return (
    <details ref={row} class="evidence" data-testid="ask-claude-evidence">
      <summary>
        <Icon name="chevron" />
        <span>{i18n.t('panel.parts')}</span>
        <span class="evidence-size">
          {seen.length > 0 && `${i18n.t('images.count', seen.length)} · `}
          <span class="evidence-bytes">
            {preview
              ? formatBytes(bytes)
              : i18n.t(ask.making ? 'panel.previewMaking' : 'panel.previewNone')}
          </span>
          {details && ask.preset && (
            <details.UsualLine call={ask.call} preset={ask.preset.name} ended={ask.ended} />
          )}
        </span>
      </summary>
      <div class="evidence-body">
        {details && <details.EvidenceBody ask={ask} isOn={isOn} onCheckProject={checkProject} />}
      </div>
    </details>
  );
}
