import type { Run } from './Run.ts';

function ofProject(runs: readonly Run[], site: string, projectPath: string): Run[] {
  return runs
    .filter((run) => run.site === site && run.projectPath === projectPath && run.outcome)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/** Whether Claude was reached from a project: the newest run that tells is one that a model answered. */
export function wasAnswered(runs: readonly Run[], site: string, projectPath: string): boolean {
  const telling = ofProject(runs, site, projectPath).find(
    ({ outcome }) => (outcome?.turns ?? 0) > 0 || outcome?.cause === 'sign_in',
  );
  return telling !== undefined && telling.outcome?.cause !== 'sign_in';
}

/** Whether the newest change in a project could not be pushed, since the job had no token to push with (`ci/publishChanges.ts`). */
export function lacksToken(runs: readonly Run[], site: string, projectPath: string): boolean {
  const [newest] = ofProject(runs, site, projectPath).filter(
    ({ mode, outcome }) => mode === 'change' && outcome?.kind === 'changed',
  );
  return newest?.outcome?.errors.some((error) => error.includes('no GITLAB_ACCESS_TOKEN')) ?? false;
}
