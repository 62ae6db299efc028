import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Who may read what the job's log shows of it. */
export function Readers({ readers }: { readers: Preview['readers'] }) {
  if (!readers) return null;
  return (
    <p class="deviation readers" data-testid="ask-claude-readers" data-readers={readers}>
      <Icon name="eye" />
      <span>{i18n.t(`panel.readers.${readers}`)}</span>
    </p>
  );
}
