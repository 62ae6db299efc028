import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { AnswerPlace } from '../ui/markdown/AnswerPlace.ts';

/** The version that an answer speaks of: what it committed, else what it read; for an issue at least the default branch. */
function refOf({ page }: Run, { commits, branch, readCommit }: Outcome): string | null {
  return commits.at(-1) ?? branch ?? readCommit ?? (page.type === 'issue' ? 'HEAD' : null);
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
    showLine: (path, line) => globalThis.askClaudeLine?.(path, Number(line)) ?? null,
    suggests: run.page.type === 'merge_request' && run.discussionId !== undefined,
  };
}
