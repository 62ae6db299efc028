import { i18n } from '#i18n';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { Icon } from '../ui/Icon.tsx';
import { Mark } from '../ui/Mark.tsx';

interface Props {
  titleId: string;
  page: PageRef;
  title: string | undefined;
  threadLabel: string | undefined;
  onClose(): void;
}

/** What is asked about, and the way out. */
export function PanelHeader({ titleId, page, title, threadLabel, onClose }: Props) {
  const iid = String(page.iid);
  return (
    <header>
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
          <p class="about-thread">{i18n.t('panel.thread', [threadLabel])}</p>
        )}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={i18n.t('panel.close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}
