import { i18n } from '#i18n';

/** Calm word that this script outlived its extension: the draft is safe, the page needs a reload. */
export function UpdatedNotice() {
  return (
    <div class="notice" role="status">
      <p>{i18n.t('panel.updated')}</p>
      <button type="button" class="button small" onClick={() => location.reload()}>
        {i18n.t('panel.reload')}
      </button>
    </div>
  );
}
