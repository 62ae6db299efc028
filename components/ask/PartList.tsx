import { i18n } from '#i18n';
import type { PartName } from '../../utils/context/Context.ts';
import type { PreviewPart, Restricted } from '../../utils/messages/PageApi.ts';
import { formatBytes } from '../ui/formatBytes.ts';
import { Icon } from '../ui/Icon.tsx';
import { CutList } from './CutList.tsx';
import { RestrictedList } from './RestrictedList.tsx';

interface Props {
  /** As the last preview knows them. */
  parts: readonly PreviewPart[];
  /** Whether restricted things may be switched on at all. */
  keepable: boolean;
  isOn(part: PreviewPart): boolean;
  onSwitch(name: PartName, on: boolean): void;
  isIncluded(one: Restricted): boolean;
  onInclude(id: string, on: boolean): void;
}

function sizeOf(part: PreviewPart): string {
  if (part.failure) return i18n.t('panel.missing');
  return part.bytes === 0 ? i18n.t('panel.partEmpty') : formatBytes(part.bytes);
}

/** What Claude is told about the page: a checkbox each, with its size, what was left out of it, and what is off because not everyone may read it. */
export function PartList({ parts, keepable, isOn, onSwitch, isIncluded, onInclude }: Props) {
  if (parts.length === 0) return null;
  return (
    <fieldset class="parts">
      <legend>{i18n.t('panel.parts')}</legend>
      {parts.map((part) => {
        const on = isOn(part);
        return (
          <div key={part.name} class={`part-row${part.failure ? ' part-missing' : ''}`}>
            <label class="part">
              <input
                type="checkbox"
                data-testid="ask-claude-part"
                data-part={part.name}
                checked={on}
                onChange={(event) => onSwitch(part.name, event.currentTarget.checked)}
              />
              {part.failure && <Icon name="warning" />}
              <span class="part-name">{i18n.t(`parts.${part.name}`)}</span>
              <span class={`size${on ? '' : ' size-off'}`}>{sizeOf(part)}</span>
            </label>
            {on && <CutList cut={part.cut} />}
            {on && part.restricted && (
              <RestrictedList
                restricted={part.restricted}
                keepable={keepable}
                isOn={isIncluded}
                onSwitch={onInclude}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
