import { i18n } from '#i18n';
import type { Restricted } from '../../../utils/preview/Preview.ts';
import { Icon } from '../../ui/Icon.tsx';
import { labelWords } from './labelWords.ts';

interface Props {
  restricted: readonly Restricted[];
  /** False where the project's job cannot be relied on to keep them to itself. */
  keepable: boolean;
  isOn(one: Restricted): boolean;
  onSwitch(id: string, on: boolean): void;
}

/** What not everyone may read, off at first: a checkbox each, with who may. */
export function RestrictedList({ restricted, keepable, isOn, onSwitch }: Props) {
  return (
    <details class="restricted" open={restricted.some(isOn)}>
      <summary>
        <Icon name="chevron" />
        {i18n.t('panel.restricted', restricted.length)}
      </summary>
      {!keepable && <p class="subtle">{i18n.t('panel.restrictedUnkept')}</p>}
      <ul>
        {restricted.map((one) => (
          <li key={one.id}>
            <label class="part">
              <input
                type="checkbox"
                data-testid="ask-claude-restricted"
                data-id={one.id}
                data-visibility={one.visibility}
                disabled={!keepable}
                checked={isOn(one)}
                onChange={(event) => onSwitch(one.id, event.currentTarget.checked)}
              />
              <span class="part-name">{labelWords(one.label)}</span>
              <span class="tag">{i18n.t(`visibilities.${one.visibility}`)}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
