import { i18n } from '#i18n';
import { Icon } from '../../ui/Icon.tsx';
import type { ConsequenceWords } from './consequenceOf.ts';

/** Names in full before the rest is a count. */
const SHOWN = 3;

function jobsLine(jobs: readonly string[]): string {
  if (jobs.length === 0) return '';
  const names = jobs.slice(0, SHOWN).join(', ');
  return jobs.length > SHOWN
    ? i18n.t('panel.follows.jobsMore', [names, String(jobs.length - SHOWN)])
    : i18n.t('panel.follows.jobs', [names]);
}

/** One line beside Send: who will see it, what will change, which jobs run. */
export function Consequence({ icon, words, jobs }: ConsequenceWords) {
  const more = jobsLine(jobs);
  return (
    <p
      class="consequence"
      data-testid="ask-claude-consequence"
      title={[words, more].join(' ').trim()}
    >
      <Icon name={icon} />
      <span>
        {words}
        {more !== '' && ` · ${more}`}
      </span>
    </p>
  );
}
