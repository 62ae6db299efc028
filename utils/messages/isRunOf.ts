import type { PageRef } from '../page/PageRef.ts';
import type { Run } from '../runs/Run.ts';

/** Whether a run was asked from this page, or from a thread of it. */
export function isRunOf(run: Run, page: PageRef): boolean {
  return (
    run.site === page.site &&
    (run.projectPath === page.projectPath || run.movedTo === page.projectPath) &&
    run.page.type === page.type &&
    run.page.iid === page.iid
  );
}
