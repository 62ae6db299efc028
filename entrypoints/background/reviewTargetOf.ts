import type { ReviewTarget } from '../../utils/review/ReviewTools.ts';
import { askedProjectId, type Run } from '../../utils/runs/Run.ts';

/** A run's findings, and the merge request that they are about. */
export function reviewTargetOf(run: Run): ReviewTarget {
  const { id: runId, site, projectPath, page, outcome } = run;
  const { iid } = page;
  const findings = outcome?.findings ?? [];
  return { runId, site, projectId: askedProjectId(run), projectPath, iid, findings };
}
