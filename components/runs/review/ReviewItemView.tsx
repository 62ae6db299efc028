import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { ReviewChoice, ReviewItem } from '../../../utils/review/Review.ts';
import { DetailIcon } from '../../ui/icons/DetailIcon.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import { Markdown } from '../../ui/markdown/Markdown.tsx';
import { PathWords } from '../../ui/PathWords.tsx';
import { TextBox } from '../../ui/typing/TextBox.tsx';
import { hrefOn } from '../../ui/safeHref.ts';
import { ReviewCode } from './ReviewCode.tsx';

interface Props {
  item: ReviewItem;
  site: string;
  /** Whether it can still be decided about. */
  fixed: boolean;
  onChoose(choice: ReviewChoice): void;
}

/** Why a finding is set aside. */
function doubtWords({ doubt, said, from }: ReviewItem): string | null {
  if (doubt === null) return null;
  if (doubt === 'said') return i18n.t('review.doubts.said', [said?.author ?? '']);
  if (doubt === 'no_line') return i18n.t('review.doubts.no_line', [String(from)]);
  return i18n.t(`review.doubts.${doubt}`);
}

/** File and lines of a finding. */
function placeWords({ path, from, to }: ReviewItem): string {
  return to > from ? `${path}:${from}-${to}` : `${path}:${from}`;
}

/** Where a finding goes to and how far it is, as far as that is not what one expects. */
function ItemNotes({ item, site }: Pick<Props, 'item' | 'site'>) {
  const doubt = doubtWords(item);
  return (
    <>
      {doubt !== null && (
        <p class="run-note">
          {item.said ? <Link href={hrefOn(site, item.said.url)}>{doubt}</Link> : doubt}
        </p>
      )}
      {item.moved && <p class="run-note">{i18n.t('review.moved')}</p>}
      {!item.placed && item.on && item.state !== 'published' && (
        <p class="run-note">{i18n.t('review.toWhole')}</p>
      )}
    </>
  );
}

/** What would replace the lines, and whether it goes along. */
function Suggestion({ item, fixed, onChoose }: Omit<Props, 'site'>) {
  const { suggestion, suggests, applies } = item;
  if (suggestion === null) return null;
  return (
    <div class="review-suggestion">
      <label class="review-tick">
        <input
          type="checkbox"
          checked={suggests}
          disabled={fixed}
          onChange={(event) => onChoose({ suggests: event.currentTarget.checked })}
        />
        {i18n.t('review.withSuggestion')}
      </label>
      <pre class="review-code" tabIndex={0} aria-label={i18n.t('review.suggestion')}>
        {suggestion
          .replace(/\n$/, '')
          .split('\n')
          .map((line, index) => (
            <code key={index} data-sign="+">
              <span class="review-sign">+</span>
              {`${line}\n`}
            </code>
          ))}
      </pre>
      {!applies && suggests && <p class="run-note">{i18n.t('review.asCode')}</p>}
    </div>
  );
}

/** One finding: what is wrong, the code that it is about, and whether it is to be published. */
export function ReviewItemView({ item, site, fixed, onChoose }: Props) {
  const [editing, setEditing] = useState(false);
  const place = placeWords(item);
  const isOver = fixed || item.state === 'published';
  return (
    <li
      class="review-item"
      data-testid="ask-claude-finding"
      data-state={item.state}
      data-doubt={item.doubt ?? undefined}
    >
      <div class="review-head">
        <label class="review-tick">
          <input
            type="checkbox"
            data-testid="ask-claude-finding-on"
            aria-label={i18n.t('review.include', [place])}
            checked={item.on}
            disabled={isOver}
            onChange={(event) => onChoose({ on: event.currentTarget.checked })}
          />
          <span class="review-severity" data-severity={item.severity}>
            {i18n.t(`review.severities.${item.severity}`)}
          </span>
        </label>
        {item.state === 'published' && (
          <Link href={hrefOn(site, item.url)}>{i18n.t('review.published')}</Link>
        )}
        {item.state === 'prepared' && <span class="run-note">{i18n.t('review.prepared')}</span>}
        {!isOver && (
          <button
            type="button"
            class="icon-button small"
            data-testid="ask-claude-finding-edit"
            aria-label={editing ? i18n.t('review.editDone') : i18n.t('review.edit')}
            title={editing ? i18n.t('review.editDone') : i18n.t('review.edit')}
            aria-pressed={editing}
            onClick={() => setEditing(!editing)}
          >
            {editing ? <Icon name="check" /> : <DetailIcon name="edit" />}
          </button>
        )}
      </div>
      <p class="review-place">
        <code>
          <PathWords path={place} />
        </code>
      </p>
      <ItemNotes item={item} site={site} />
      <ReviewCode lines={item.code} />
      {editing && !isOver ? (
        <TextBox
          testId="ask-claude-finding-text"
          label={i18n.t('review.text')}
          words={item.text}
          focused
          onWords={(text) => onChoose({ text })}
        />
      ) : (
        <Markdown text={item.text} />
      )}
      <Suggestion item={item} fixed={isOver} onChoose={onChoose} />
    </li>
  );
}
