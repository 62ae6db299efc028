import type { Project } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { ProjectVariable } from '../gitlab/projectSettings.ts';

/** Variables of the groups above, and whether all groups could be read. */
export interface Inherited {
  variables: ProjectVariable[];
  complete: boolean;
}

/** Deeper than GitLab lets groups be. */
const MOST_GROUPS = 20;

/** Reads the variables of every group above a project, nearest first; GitLab's REST API has no list of inherited ones. */
export async function readInherited(gitLab: GitLab, project: Project): Promise<Inherited> {
  const { namespace } = project;
  if (namespace === undefined) return { variables: [], complete: false };
  if (namespace.kind !== 'group') return { variables: [], complete: true };
  const steps = namespace.full_path.split('/').slice(0, MOST_GROUPS);
  const paths = steps.map((_, index) => steps.slice(0, index + 1).join('/')).toReversed();
  const read = await Promise.all(paths.map((path) => gitLab.groupVariables(path)));
  return {
    variables: read.flatMap((group) => (group.ok ? group.value : [])),
    complete: read.every(({ ok }) => ok),
  };
}
