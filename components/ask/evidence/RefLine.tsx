import { i18n } from '#i18n';
import type { FailureKind } from '../../../utils/gitlab/Failure.ts';
import type { Preview } from '../../../utils/preview/Preview.ts';
import { Icon } from '../../ui/Icon.tsx';
import { DeliveryLine } from './DeliveryLine.tsx';

function pushLine(pushJobs: string[] | null): string {
  if (pushJobs === null) return i18n.t('panel.pushJobsUnknown');
  if (pushJobs.length === 0) return i18n.t('panel.pushJobsNone');
  return i18n.t('panel.pushJobs');
}

/** There is no job to speak of. */
const UNSEEN: ReadonlySet<FailureKind | undefined> = new Set(['no_job', 'no_ci_file', 'no_ref']);

/** Where the pipeline will run, why there, and what a pushed branch would start. */
export function RefLine({ preview }: { preview: Preview }) {
  const { ref, jobName, transport, mode, pushJobs, runnerProject, trigger, delivery } = preview;
  const { runnerIsNew, acknowledges } = preview;
  // Nothing is said of a branch or a job that was not seen.
  if (ref.kind === 'unknown' || UNSEEN.has(preview.failure?.kind)) return null;
  return (
    <div class="ref">
      <Icon name="branch" />
      <div>
        <p>
          {i18n.t('panel.runsOn')} <code class="ref-name">{ref.name}</code>,{' '}
          {ref.kind === 'runner' ? i18n.t('panel.refRunner') : i18n.t('panel.refDefault')}
        </p>
        <p class="subtle">
          {i18n.t('panel.refJob')} <code>{jobName}</code>.{' '}
          {transport === 'inputs' ? i18n.t('panel.viaInputs') : i18n.t('panel.viaVariables')}
        </p>
        {runnerProject !== undefined && (
          <p class="subtle" data-testid="ask-claude-runner-project">
            {i18n.t('panel.inRunnerProject')} <code>{runnerProject}</code>.{' '}
            {i18n.t('panel.toldHere')}
          </p>
        )}
        {runnerIsNew && <p data-testid="ask-claude-runner-new">{i18n.t('panel.runnerIsNew')}</p>}
        {trigger && (
          <p class="subtle" data-testid="ask-claude-trigger">
            {i18n.t('panel.byTrigger')}
          </p>
        )}
        {acknowledges === 'old_job' && (
          <p data-testid="ask-claude-old-job">{i18n.t('panel.beginsNotWhy')}</p>
        )}
        {ref.uncertain && <p class="subtle">{i18n.t('panel.refUncertain')}</p>}
        {delivery && <DeliveryLine delivery={delivery} />}
        {mode === 'change' && delivery?.to !== 'patch' && (
          <p class="subtle">
            {pushLine(pushJobs)}
            {pushJobs?.map((job) => (
              <>
                {' '}
                <code>{job}</code>
              </>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
