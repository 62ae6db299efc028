import { i18n } from '#i18n';
import { useContext } from 'preact/hooks';
import { Details } from './Details.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

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
      <SmallButton onClick={retry}>{i18n.t('errors.retry')}</SmallButton>
    </div>
  );
}
