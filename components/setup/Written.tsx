import { i18n } from '#i18n';
import type { DoneStep } from '../../utils/setup/addJob/SetupPlan.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';

/** What was written, each with the way to it; read out when it comes. */
export function Written({ done }: { done: readonly DoneStep[] }) {
  const merges = done.some(({ kind }) => kind === 'merge_request');
  return (
    <div class="written" role="status">
      <ul class="done" data-testid="setup-done">
        {done.map(({ kind, name, webUrl }) => (
          <li key={`${kind} ${name}`} data-kind={kind}>
            <Icon name="check" /> {i18n.t(`addJob.done.${kind}`)}{' '}
            <Link href={webUrl}>{kind === 'variables_role' ? i18n.t('addJob.role') : name}</Link>
          </li>
        ))}
      </ul>
      {merges && <p class="note warn">{i18n.t('addJob.mergeFirst')}</p>}
    </div>
  );
}
