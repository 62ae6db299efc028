import { i18n } from '#i18n';
import { useContext } from 'preact/hooks';
import { Details } from './Details.ts';

/** Says that the panel's second script could not be loaded, and tries again on request. */
export function DetailsMissing() {
  const { failed, retry } = useContext(Details);
  if (!failed) return null;
  return (
    <div
      class="notice warning details-missing"
      role="alert"
      data-testid="ask-claude-details-missing"
    >
      <p>{i18n.t('panel.detailsMissing')}</p>
      <button type="button" class="button small" onClick={retry}>
        {i18n.t('errors.retry')}
      </button>
    </div>
  );
}
