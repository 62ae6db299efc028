import { i18n } from '#i18n';
import { inlineWords } from '../../utils/outcome/markdown/MarkdownTree.ts';
import { parseMarkdown } from '../../utils/outcome/markdown/parseMarkdown.ts';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';

interface Props {
  titleId: string;
  page: PageRef;
  title: string | undefined;
  /** Absent outside threads; empty as long as it is not known. */
  threadLabel: string | undefined;
  /** Beginning of the thread's first note. */
  quote: string | undefined;
  onShowThread: (() => void) | undefined;
  /** Leads from the thread back to the whole page. */
  onWholePage(): void;
  onClose(): void;
}

/** A title as GitLab shows it: its Markdown read, as words. */
function plainTitle(title: string): string {
  const [first, ...others] = parseMarkdown(title);
  return first?.type === 'paragraph' && others.length === 0 ? inlineWords(first.children) : title;
}

/** What is asked about, and the way out. */
export function PanelHeader(props: Props) {
  const { titleId, page, threadLabel, quote, onClose } = props;
  const iid = String(page.iid);
  const title = props.title === undefined ? undefined : plainTitle(props.title);
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
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={i18n.t('panel.close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
