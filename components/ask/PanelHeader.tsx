import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { Details } from '../details/Details.ts';
import type { LineRange, Selected, SelectionOrigin } from '../../utils/page/selected/Selected.ts';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';

/** In characters: more than two lines of the panel hold. */
const LONGEST_QUOTE = 200;

interface Props {
  titleId: string;
  page: PageRef;
  title: string | undefined;
  /** Absent outside threads; empty as long as it is not known. */
  threadLabel: string | undefined;
  /** Beginning of the thread's first note. */
  quote: string | undefined;
  selection: Selected | undefined;
  onShowThread: (() => void) | undefined;
  /** Leads from the thread back to the whole page. */
  onWholePage(): void;
  onClose(): void;
  /** Buttons beside the one that closes. */
  children: ComponentChildren;
}

/** Read as GitLab shows it; as it is written where what reads it cannot be had. */
function titleOf({ parts, failed }: Details, title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  if (parts) return parts.plainTitle(title);
  return failed ? title : undefined;
}

function linesOf(lines: LineRange | undefined): string {
  if (!lines) return '';
  return lines.first === lines.last ? `:${lines.first}` : `:${lines.first}–${lines.last}`;
}

/** Where a selection is from, in a few words. */
function placeOf(from: SelectionOrigin): string {
  switch (from.kind) {
    case 'diff':
      return `${from.path}${linesOf(from.new ?? from.old)}`;
    case 'file':
      return `${from.path}${linesOf(from.lines)}`;
    case 'log':
      return i18n.t('panel.selectedLog', [`${from.job}${linesOf(from.lines)}`]);
    case 'comment':
      return from.author === undefined
        ? i18n.t('parts.comments')
        : i18n.t('panel.selectedComment', [from.author]);
    case 'description':
      return i18n.t('parts.description');
  }
}

/** What is asked about, and the way out. */
export function PanelHeader(props: Props) {
  const { titleId, page, threadLabel, quote, selection, onClose } = props;
  const iid = String(page.iid);
  const details = useContext(Details);
  const title = titleOf(details, props.title);
  return (
    <div class="panel-header">
      <Mark />
      <div class="header-text">
        <h2 id={titleId}>{i18n.t('panel.title')}</h2>
        <p class="about" title={title}>
          <span class="about-item">
            {page.type === 'issue'
              ? i18n.t('panel.issue', [iid])
              : i18n.t('panel.mergeRequest', [iid])}
          </span>
          {title !== undefined && <span class="about-title">{title}</span>}
        </p>
        {threadLabel !== undefined && (
          <div class="thread-chip">
            <button
              type="button"
              class="thread-name"
              title={i18n.t('panel.showThread')}
              onClick={props.onShowThread}
            >
              {threadLabel === ''
                ? i18n.t('panel.threadUnread')
                : i18n.t('panel.thread', [threadLabel])}
            </button>
            <button
              type="button"
              class="icon-button"
              data-testid="ask-claude-whole-page"
              aria-label={i18n.t('panel.wholePage')}
              title={i18n.t('panel.wholePage')}
              onClick={props.onWholePage}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
        {quote !== undefined && quote !== '' && <p class="thread-quote">{quote}</p>}
        {selection && selection.text.trim() !== '' && (
          <p class="thread-quote" data-testid="ask-claude-selected" title={selection.text}>
            {selection.from && <b>{placeOf(selection.from)} </b>}
            {selection.text.slice(0, LONGEST_QUOTE)}
          </p>
        )}
      </div>
      <div class="header-buttons" role="toolbar" aria-labelledby={titleId}>
        {props.children}
        <button
          type="button"
          class="icon-button"
          aria-label={i18n.t('panel.close')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}
