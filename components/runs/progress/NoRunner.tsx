import { i18n } from '#i18n';
import type { Waiting } from '../../../utils/outcome/Progress.ts';
import { formatElapsed } from '../../ui/format/formatElapsed.ts';

/** Why nobody takes the job, as far as GitLab tells this user. */
export function NoRunner({ waited, tags, runners }: Waiting & { waited: number }) {
  const why =
    runners === null
      ? i18n.t('progress.noRunnerUnknown')
      : runners === 0
        ? i18n.t('progress.noRunnerOnline')
        : i18n.t('progress.runnersBusy', runners);
  return (
    <div class="notice warning" role="status" data-testid="ask-claude-no-runner">
      <p>
        <strong>{i18n.t('progress.noRunner', [formatElapsed(waited * 1000)])}</strong>
      </p>
      {tags.length > 0 && <p>{i18n.t('progress.tags', [tags.join(', ')])}</p>}
      <p>{why}</p>
    </div>
  );
}
