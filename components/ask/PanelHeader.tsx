import { i18n } from '#i18n';
import { useContext } from 'preact/hooks';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { Details } from '../details/Details.ts';
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

/** Read as GitLab shows it; as it is written where what reads it cannot be had. */
function titleOf({ parts, failed }: Details, title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  if (parts) return parts.plainTitle(title);
  return failed ? title : undefined;
}

/** What is asked about, and the way out. */
export function PanelHeader(props: Props) {
  const { titleId, page, threadLabel, quote, onClose } = props;
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
