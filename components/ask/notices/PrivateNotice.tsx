import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Marks an ask whose answer may go nowhere that others read; says plainly where the project's job is not ours and promises nothing. */
export function PrivateNotice({ preview }: { preview: Preview }) {
  if (!preview.private) return null;
  return (
    <div class="notice private" role="status" data-testid="ask-claude-private">
      <Icon name="lock" />
      <p>
        <strong>{i18n.t('panel.private')}</strong>{' '}
        {preview.ours ? i18n.t('panel.privateKept') : i18n.t('panel.privateUnkept')}
      </p>
    </div>
  );
}
