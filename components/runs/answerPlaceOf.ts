import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { AnswerPlace } from '../ui/AnswerPlace.ts';

/** The version that an answer speaks of: what it committed; for an issue the default branch. Of a merge request it is not told. */
function refOf({ page }: Run, { commits, branch }: Outcome): string | null {
  return commits.at(-1) ?? branch ?? (page.type === 'issue' ? 'HEAD' : null);
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Where an answer's paths lead, and whether its code can be suggested. */
export function answerPlaceOf(run: Run, outcome: Outcome): AnswerPlace {
  const ref = refOf(run, outcome);
  return {
    blobOf: (path, from, to) =>
      ref === null
        ? undefined
        : `${run.site}/${run.projectPath}/-/blob/${encoded(ref)}/${encoded(path)}#L${from}${to === undefined ? '' : `-${to}`}`,
    suggests: run.page.type === 'merge_request' && run.discussionId !== undefined,
  };
}
