import { i18n } from '#i18n';
import type { Review } from '../../../utils/review/Review.ts';
import type { Armed } from '../../ui/ArmedButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';
import type { ReviewState } from './useReview.ts';

interface Props {
  review: Review;
  state: ReviewState;
  /** Puts it into the box as an ask that has the job post it; absent where nothing can be asked. */
  onBot?: (() => void) | undefined;
  /** The first script's own: what arms presses is known to it alone. */
  ArmedButton: Armed;
}

/** What became of the last press, for people. */
function told({ published }: ReviewState): string[] {
  if (published === null) return [];
  if (published.came === 'moved') return [i18n.t('review.headMoved')];
  if (published.came === 'other_drafts') return [];
  return [
    ...(published.published > 0 ? [i18n.t('review.done', published.published)] : []),
    ...(published.dropped > 0 ? [i18n.t('review.dropped', published.dropped)] : []),
  ];
}

/** The press that publishes, what it does, and what became of it. */
export function PublishBar({ review, state, onBot, ArmedButton }: Props) {
  const ticked = review.items.filter(({ on, state: how }) => on && how !== 'published');
  const placed = ticked.filter((item) => item.placed).length;
  const comments = placed + (ticked.length > placed ? 1 : 0);
  const others = state.published?.came === 'other_drafts' ? review.otherDrafts : 0;
  const words = told(state);
  const busy = state.doing !== null;
  const label = others > 0 ? i18n.t('review.publishAll') : i18n.t('review.publish', comments);
  return (
    <div class="review-bar">
      <div role="status" class="review-told" data-testid="ask-claude-review-told">
        {words.map((one) => (
          <p key={one}>{one}</p>
        ))}
        {others > 0 && <p>{i18n.t('review.others', others)}</p>}
      </div>
      {comments > 0 && (
        <>
          <ArmedButton
            testId="ask-claude-publish"
            disabled={busy}
            onPress={() => state.publish(others > 0)}
          >
            {state.doing === 'publishing' ? i18n.t('review.publishing') : label}
          </ArmedButton>
          <p class="run-note">{i18n.t('review.who')}</p>
          {onBot && (
            <SmallButton testId="ask-claude-bot-review" disabled={busy} onClick={onBot}>
              {i18n.t('review.bot')}
            </SmallButton>
          )}
        </>
      )}
      <button
        type="button"
        class="icon-button small"
        data-testid="ask-claude-review-again"
        aria-label={i18n.t('review.checkAgain')}
        title={i18n.t('review.checkAgain')}
        disabled={busy}
        onClick={state.read}
      >
        <Icon name="refresh" />
      </button>
    </div>
  );
}
