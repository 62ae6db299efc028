import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { NamedSite } from '../sites/knownSites.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import type { ImportChange } from '../storage/ImportChange.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';

/** What a file wants for one project. */
export interface NamedProject {
  site: string;
  projectPath: string;
  runnerProject: string;
  runnerProjectId?: number | undefined;
}

/**
 * Sites that a file would offer and that are not saved yet. `bad`: an address that the form would not take.
 * @param allows whether the organisation lets a site be used
 */
export function reviewSites(
  named: readonly NamedSite[],
  saved: readonly { root: string }[],
  allows: (root: string) => boolean,
): { bad: string } | { offers: NamedSite[]; changes: ImportChange[] } {
  const offers: NamedSite[] = [];
  const changes: ImportChange[] = [];
  for (const site of named) {
    const parsed = parseSiteAddress(site.address);
    if (!parsed.ok) return { bad: site.address };
    const { root } = parsed;
    if (saved.some((one) => one.root === root)) continue;
    if (!allows(root)) {
      changes.push({ what: 'left_out', subject: root, why: 'policy' });
      continue;
    }
    offers.push({ ...site, address: root });
    changes.push({ what: 'site', subject: root });
  }
  return { offers, changes };
}

/** What is to be saved for projects, once GitLab has shown them and the projects they name: the runner project by its id, which is what will be used. */
export async function reviewProjects(
  named: readonly NamedProject[],
  known: readonly ProjectChoice[],
  gitLabFor: (root: string) => Promise<Result<GitLab>>,
): Promise<{ choices: ProjectChoice[]; changes: ImportChange[] }> {
  const choices: ProjectChoice[] = [];
  const changes: ImportChange[] = [];
  for (const { site, projectPath, runnerProject, runnerProjectId } of named) {
    const gitLab = await gitLabFor(site);
    if (!gitLab.ok) {
      const isPolicy = gitLab.failure.reason === 'policy';
      const why = isPolicy ? 'policy' : 'not_signed_in';
      changes.push({ what: 'left_out', subject: `${site}/${projectPath}`, why });
      continue;
    }
    const [project, runner] = await Promise.all([
      gitLab.value.project(projectPath),
      gitLab.value.project(runnerProjectId ?? runnerProject),
    ]);
    if (!project.ok || !runner.ok) {
      const subject = `${site}/${project.ok ? runnerProject : projectPath}`;
      changes.push({ what: 'left_out', subject, why: 'not_read' });
      continue;
    }
    const path = project.value.path_with_namespace;
    const before = known.find((one) => one.site === site && one.projectPath === path);
    const now = runner.value.path_with_namespace;
    const same = before?.runnerProjectId === runner.value.id && before.runnerProject === now;
    if (same) continue;
    changes.push({
      what: 'runner',
      subject: path,
      before: before?.runnerProject ?? null,
      after: now,
    });
    choices.push({
      site,
      projectPath: path,
      projectId: project.value.id,
      runnerProject: now,
      runnerProjectId: runner.value.id,
      ...(before?.trigger && { trigger: true }),
      ...(before?.acknowledge && { acknowledge: true }),
      // No file switches it on.
      ...(before?.atOnce && { atOnce: before.atOnce }),
      runnerIsNew: true,
    });
  }
  return { choices, changes };
}
