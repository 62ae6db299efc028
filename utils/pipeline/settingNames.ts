import type { Project } from '../gitlab/entities.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { MAINTAINER, roleIn } from './access.ts';
import { readInherited } from './readInherited.ts';

/** Names of the variables that a project and its groups set; null where not all can be read, and any name may be set. Values are not looked at. */
export async function settingNames(
  gitLab: GitLab,
  home: Project,
): Promise<ReadonlySet<string> | null> {
  const role = roleIn(home);
  // Variables are shown to Maintainers only.
  if (role !== null && role < MAINTAINER) return null;
  const [own, inherited] = await Promise.all([
    gitLab.projectVariables(home.id),
    readInherited(gitLab, home),
  ]);
  if (!own.ok || !inherited.complete) return null;
  return new Set([...own.value, ...inherited.variables].map(({ key }) => key));
}
