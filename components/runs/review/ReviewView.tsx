import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { ReviewChoice, ReviewItem } from '../../../utils/review/Review.ts';
import { POST_REVIEW_PRESET } from '../../../utils/prompt/presetNames.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import type { AskState } from '../../ask/hooks/useAsk.ts';
import type { Armed } from '../../ui/ArmedButton.tsx';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Propose } from '../useProposal.ts';
import { FixedThreads } from './FixedThreads.tsx';
import { PublishBar } from './PublishBar.tsx';
import { ReviewItemView } from './ReviewItemView.tsx';
import { useReview } from './useReview.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  call: CallBackground;
  /** Give it a `key` of the run. */
  run: Run;
  /** How many findings there are. */
  count: number;
  /** Whether they are checked at once; else the user asks for it. */
  open: boolean;
  /** What the box below holds, and the runs of the page. */
  ask?: Pick<AskState, 'preset' | 'change' | 'runs'> | undefined;
  /** Absent where nothing can be asked. */
  onPropose?: Propose | undefined;
  ArmedButton: Armed;
}

/** How many runs of the page have ended that had the bot post a review: what it says is said from then on. */
function posted(runs: readonly Run[]): number {
  return runs.filter(({ preset, state }) => preset === POST_REVIEW_PRESET && isFinal(state)).length;
}

/** What a review found, in the diff's order: to tick, edit or drop, and to publish as a review of the user's own. */
export function ReviewView({ call, run, count, open, ask, onPropose, ArmedButton }: Props) {
  const [wanted, setWanted] = useState(open);
  const state = useReview(call, run.id, wanted, posted(ask?.runs ?? []));
  const { review, failure, doing } = state;
  const busy = doing !== null;
  const { site } = run;
  function choose(key: string, choice: ReviewChoice): void {
    // What was asked of the bot is what was ticked then.
    if (ask?.preset?.name === POST_REVIEW_PRESET) ask.change({ preset: '', continues: '' });
    state.choose(key, choice);
  }
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
          fixed={doing === 'publishing' || doing === 'resolving' || run.private === true}
          onChoose={(choice) => choose(item.key, choice)}
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
        <PublishBar
          review={review}
          state={state}
          onBot={
            onPropose &&
            (() =>
              onPropose(undefined, {
                preset: POST_REVIEW_PRESET,
                continues: run.id,
                focus: 'send',
              }))
          }
          ArmedButton={ArmedButton}
        />
      )}
      {review && (
        <FixedThreads threads={review.fixed} site={site} busy={busy} onResolve={state.resolve} />
      )}
    </section>
  );
}
