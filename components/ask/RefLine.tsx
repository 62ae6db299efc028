import { i18n } from '#i18n';
import type { Preview } from '../../utils/messages/PageApi.ts';
import { Icon } from '../ui/Icon.tsx';

function pushLine(pushJobs: string[] | null): string {
  if (pushJobs === null) return i18n.t('panel.pushJobsUnknown');
  if (pushJobs.length === 0) return i18n.t('panel.pushJobsNone');
  return i18n.t('panel.pushJobs');
}

/** Where the pipeline will run, why there, and what a pushed branch would start. */
export function RefLine({ preview }: { preview: Preview }) {
  const { ref, jobName, transport, mode, pushJobs, runnerProject, trigger } = preview;
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
        {trigger && (
          <p class="subtle" data-testid="ask-claude-trigger">
            {i18n.t('panel.byTrigger')}
          </p>
        )}
        {ref.uncertain && <p class="subtle">{i18n.t('panel.refUncertain')}</p>}
        {mode === 'change' && (
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
