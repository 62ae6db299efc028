import type { PageRef } from '../page/PageRef.ts';
import type { Run } from '../runs/Run.ts';

/** Whether a run was asked from this page, or from a thread of it. */
export function isAskedFrom({ page: { type, iid } }: Run, page: PageRef): boolean {
  return type === page.type && iid === page.iid;
}

/** Whether a page shows a run: one that was asked from there, or one that goes on until green at that merge request, wherever it was asked from. */
export function isRunOf(run: Run, page: PageRef): boolean {
  const isHere =
    run.site === page.site &&
    (run.projectPath === page.projectPath || run.movedTo === page.projectPath);
  const pushesHere = page.type === 'merge_request' && run.untilGreen?.iid === page.iid;
  return isHere && (isAskedFrom(run, page) || pushesHere);
}
