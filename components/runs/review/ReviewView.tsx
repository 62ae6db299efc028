import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { ReviewItem } from '../../../utils/review/Review.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { Armed } from '../../ui/ArmedButton.tsx';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { FixedThreads } from './FixedThreads.tsx';
import { PublishBar } from './PublishBar.tsx';
import { ReviewItemView } from './ReviewItemView.tsx';
import { useReview } from './useReview.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
  run: Run;
  /** How many findings there are. */
  count: number;
  /** Whether they are checked at once; else the user asks for it. */
  open: boolean;
  ArmedButton: Armed;
}

/** What a review found, in the diff's order: to tick, edit or drop, and to publish as a review of the user's own. */
export function ReviewView({ call, run, count, open, ArmedButton }: Props) {
  const [wanted, setWanted] = useState(open);
  const state = useReview(call, run.id, wanted);
  const { review, failure, busy } = state;
  const { site } = run;
  if (!wanted) {
    return (
      <SmallButton onClick={() => setWanted(true)}>{i18n.t('review.count', count)}</SmallButton>
    );
  }
  const items = review?.items ?? [];
  const clear = items.filter(({ doubt }) => doubt === null);
  const aside = items.filter(({ doubt }) => doubt !== null);
  const listed = (all: readonly ReviewItem[]) => (
    <ol class="review-items">
      {all.map((item) => (
        <ReviewItemView
          key={item.key}
          item={item}
          site={site}
          fixed={busy || run.private === true}
          onChoose={(choice) => state.choose(item.key, choice)}
        />
      ))}
    </ol>
  );
  return (
    <section class="review" data-testid="ask-claude-review" aria-busy={busy}>
      <h5>{i18n.t('review.count', count)}</h5>
      {review === null && failure === null && (
        <p class="run-note" role="status">
          {i18n.t('review.checking')}
        </p>
      )}
      {listed(clear)}
      {aside.length > 0 && (
        <details class="review-aside" data-testid="ask-claude-aside">
          <summary>
            <Icon name="chevron" />
            {i18n.t('review.folded', aside.length)}
          </summary>
          {listed(aside)}
        </details>
      )}
      {failure && <FailureMessage failure={failure} />}
      {review === null && failure && (
        <SmallButton disabled={busy} onClick={state.read}>
          {i18n.t('review.checkAgain')}
        </SmallButton>
      )}
      {review && run.private && <p class="run-note">{i18n.t('runs.private')}</p>}
      {review && !run.private && (
        <PublishBar review={review} state={state} ArmedButton={ArmedButton} />
      )}
      {review && (
        <FixedThreads threads={review.fixed} site={site} busy={busy} onResolve={state.resolve} />
      )}
    </section>
  );
}
