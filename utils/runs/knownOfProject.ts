import type { Outcome } from '../outcome/Outcome.ts';
import type { Run } from './Run.ts';

/** What came of a project's runs, newest first. */
function outcomesOf(runs: readonly Run[], site: string, projectPath: string): Outcome[] {
  return runs
    .filter((run) => run.site === site && run.projectPath === projectPath)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    .flatMap(({ outcome }) => outcome ?? []);
}

/** Whether Claude was reached from a project: the newest run that tells is one that a model answered. */
export function wasAnswered(runs: readonly Run[], site: string, projectPath: string): boolean {
  const telling = outcomesOf(runs, site, projectPath).find(
    ({ turns, cause }) => (turns ?? 0) > 0 || cause === 'sign_in',
  );
  return telling !== undefined && telling.cause !== 'sign_in';
}

/** Whether the newest change in a project could not be pushed, since the job had no token to push with (`ci/changes/publishChanges.ts`). */
export function lacksToken(runs: readonly Run[], site: string, projectPath: string): boolean {
  const newest = outcomesOf(runs, site, projectPath).find(({ kind }) => kind === 'changed');
  return newest?.errors.some((error) => error.includes('no GITLAB_ACCESS_TOKEN')) ?? false;
}
