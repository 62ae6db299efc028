import { i18n } from '#i18n';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { Mark } from '../ui/Mark.tsx';

/** What stands where runs will: what this is good for, in two lines. */
export function Start({ page, inThread }: { page: PageRef; inThread: boolean }) {
  const about = inThread ? 'thread' : page.type;
  return (
    <div class="start">
      <Mark />
      <p class="start-title">{i18n.t(`panel.start.${about}`)}</p>
      <p class="subtle">{i18n.t('panel.start.how')}</p>
    </div>
  );
}
