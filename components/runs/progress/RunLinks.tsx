import { i18n } from '#i18n';
import type { Run } from '../../../utils/runs/Run.ts';
import { Link } from '../../ui/Link.tsx';

/** Where a run can be looked at on GitLab. */
export function RunLinks({ run }: { run: Run }) {
  if (run.pipelineUrl === undefined && run.jobUrl === undefined) return null;
  return (
    <p class="run-links">
      {run.pipelineUrl !== undefined && (
        <Link href={run.pipelineUrl}>
          {i18n.t('runs.pipeline')} #{run.pipelineId}
        </Link>
      )}
      {run.jobUrl !== undefined && <Link href={run.jobUrl}>{i18n.t('runs.job')}</Link>}
    </p>
  );
}
