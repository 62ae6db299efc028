import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';

function wordsOf(delivery: NonNullable<Preview['delivery']>): string {
  const key = delivery.to === 'patch' ? delivery.why : delivery.to;
  return i18n.t(`panel.delivery.${key}`);
}

/** What will become of what Claude changes: a branch, a merge request or a patch. */
export function DeliveryLine({ delivery }: { delivery: NonNullable<Preview['delivery']> }) {
  return (
    <>
      <p
        class={delivery.to === 'patch' ? 'delivery warn' : 'subtle delivery'}
        data-testid="ask-claude-delivery"
        data-to={delivery.to}
      >
        {wordsOf(delivery)} {'branch' in delivery && <code>{delivery.branch}</code>}
      </p>
      {delivery.tokenUnseen && (
        <p class="delivery warn" data-testid="ask-claude-token-unseen">
          {i18n.t('panel.delivery.tokenUnseen')}
        </p>
      )}
    </>
  );
}
