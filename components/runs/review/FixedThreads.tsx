import { i18n } from '#i18n';
import type { FixedThread } from '../../../utils/review/Review.ts';
import { Link } from '../../ui/Link.tsx';
import { hrefOn } from '../../ui/safeHref.ts';
import { SmallButton } from '../../ui/SmallButton.tsx';

interface Props {
  threads: readonly FixedThread[];
  site: string;
  busy: boolean;
  onResolve(discussionIds: string[]): void;
}

/** Threads of earlier reviews whose lines are gone: the user may resolve them. */
export function FixedThreads({ threads, site, busy, onResolve }: Props) {
  if (threads.length === 0) return null;
  return (
    <div class="review-fixed" data-testid="ask-claude-fixed">
      <p>{i18n.t('review.fixed', threads.length)}</p>
      <ul>
        {threads.map(({ discussionId, path, text, url }) => (
          <li key={discussionId}>
            <Link href={hrefOn(site, url)}>{`${path}: ${text}`}</Link>
          </li>
        ))}
      </ul>
      <SmallButton
        testId="ask-claude-resolve-fixed"
        disabled={busy}
        onClick={() => onResolve(threads.map(({ discussionId }) => discussionId))}
      >
        {i18n.t('review.resolve', threads.length)}
      </SmallButton>
    </div>
  );
}
