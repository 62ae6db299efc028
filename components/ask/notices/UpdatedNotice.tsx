import { i18n } from '#i18n';
import { SmallButton } from '../../ui/SmallButton.tsx';

/** Calm word that this script outlived its extension: the draft is safe, the page needs a reload. */
export function UpdatedNotice() {
  return (
    <div class="notice" role="status">
      <p>{i18n.t('panel.updated')}</p>
      <SmallButton onClick={() => location.reload()}>{i18n.t('panel.reload')}</SmallButton>
    </div>
  );
}
