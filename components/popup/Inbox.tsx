import { i18n } from '#i18n';
import type { InboxItem } from '../../utils/runs/inboxOf.ts';
import { RunRow } from './RunRow.tsx';

/** In view at once; as one is opened, the next follows. */
const SHOWN = 4;

interface Props {
  items: readonly InboxItem[];
  /** The user has looked at these runs. */
  onSeen(ids: string[]): void;
  /** How deep it stands on its page. */
  Heading?: 'h2' | 'h3';
}

/** What waits for the user over all sites: plans to approve, reviews to publish, pipelines that stayed red, results that were not looked at. */
export function Inbox({ items, onSeen, Heading = 'h2' }: Props) {
  if (items.length === 0) return null;
  const results = items
    .filter(({ reason }) => reason === 'result' || reason === 'red')
    .map(({ run }) => run.id);
  return (
    <section data-testid="inbox">
      <div class="popup-section-head">
        <Heading>{i18n.t('popup.waiting')}</Heading>
        {results.length > 0 && (
          <button
            class="button small"
            type="button"
            data-testid="inbox-seen"
            onClick={() => onSeen(results)}
          >
            {i18n.t('popup.seen')}
          </button>
        )}
      </div>
      <ul class="popup-runs">
        {items.slice(0, SHOWN).map(({ run, reason }) => (
          <RunRow key={run.id} run={run} waiting={reason} onOpen={() => onSeen([run.id])} />
        ))}
      </ul>
      {items.length > SHOWN && (
        <p class="quiet">{i18n.t('popup.moreWaiting', items.length - SHOWN)}</p>
      )}
    </section>
  );
}
