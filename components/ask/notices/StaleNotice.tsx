import { i18n } from '#i18n';
import { Icon } from '../../ui/Icon.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  reading: boolean;
  onRefresh(): void;
}

/** The page moved on: what is shown here is still what would be sent, until it is read again. */
export function StaleNotice({ reading, onRefresh }: Props) {
  return (
    <div class="notice stale" role="status" data-testid="ask-claude-stale">
      <Icon name="refresh" />
      <p>{i18n.t('panel.stale')}</p>
      <SmallButton testId="ask-claude-refresh" disabled={reading} onClick={onRefresh}>
        {i18n.t('panel.refresh')}
      </SmallButton>
    </div>
  );
}
