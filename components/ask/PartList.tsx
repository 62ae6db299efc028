import { i18n } from '#i18n';
import type { PartName } from '../../utils/context/Context.ts';
import type { PreviewPart } from '../../utils/messages/PageApi.ts';
import { formatBytes } from '../ui/formatBytes.ts';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  /** As the last preview knows them. */
  parts: readonly PreviewPart[];
  isOn(part: PreviewPart): boolean;
  onSwitch(name: PartName, on: boolean): void;
}

function sizeOf(part: PreviewPart): string {
  if (part.failure) return i18n.t('panel.missing');
  return part.bytes === 0 ? i18n.t('panel.partEmpty') : formatBytes(part.bytes);
}

/** What Claude is told about the page: a checkbox each, with its size. */
export function PartList({ parts, isOn, onSwitch }: Props) {
  if (parts.length === 0) return null;
  return (
    <fieldset class="parts">
      <legend>{i18n.t('panel.parts')}</legend>
      {parts.map((part) => {
        const on = isOn(part);
        return (
          <label key={part.name} class={`part${part.failure ? ' part-missing' : ''}`}>
            <input
              type="checkbox"
              data-testid="ask-claude-part"
              data-part={part.name}
              checked={on}
              onChange={(event) => onSwitch(part.name, event.currentTarget.checked)}
            />
            {part.failure && <Icon name="warning" />}
            <span>{i18n.t(`parts.${part.name}`)}</span>
            {on && <span class="size">{sizeOf(part)}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}
