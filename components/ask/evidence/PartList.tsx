import { i18n } from '#i18n';
import type { PreviewPart, Restricted } from '../../../utils/preview/Preview.ts';
import { formatBytes } from '../../ui/format/formatBytes.ts';
import { CutList } from './CutList.tsx';
import { RestrictedList } from './RestrictedList.tsx';

interface Props {
  /** As the last preview knows them. */
  parts: readonly PreviewPart[];
  /** Whether restricted things may be switched on at all. */
  keepable: boolean;
  isIncluded(one: Restricted): boolean;
  onInclude(id: string, on: boolean): void;
}

/** What goes along of the page: each part with its size, what was left out of it, and what is off because not everyone may read it. */
export function PartList({ parts, keepable, isIncluded, onInclude }: Props) {
  const sent = parts.filter(({ on, failure }) => on && !failure);
  if (sent.length === 0) return null;
  return (
    <ul class="parts">
      {sent.map((part) => (
        <li key={part.name}>
          <p class="part-size">
            <span>{i18n.t(`parts.${part.name}`)}</span>
            <span class="size">
              {part.bytes === 0 ? i18n.t('panel.partEmpty') : formatBytes(part.bytes)}
            </span>
          </p>
          <CutList cut={part.cut} />
          {part.restricted && (
            <RestrictedList
              restricted={part.restricted}
              keepable={keepable}
              isOn={isIncluded}
              onSwitch={onInclude}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
