import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { AtOnce, ProjectChoices } from '../storage/projectChoices.ts';
import { type Credentials, triggerName } from './credentials.ts';

/** What the user wants for one project; a token is never given back. */
export interface ChosenProject {
  site: string;
  projectPath: string;
  /** Empty: its pipelines run in itself. */
  runnerProject: string;
  /** A new trigger token; empty: none any more; absent: as it was. */
  triggerToken?: string;
  /** Which comments are asked with at once; absent: as it was. */
  atOnce?: AtOnce | 'none';
  /** Whether a comment is to say that Claude is at work; absent: as it was. */
  acknowledge?: boolean;
}

/** Saves what the user chose for a project, once GitLab shows the projects that it names. A trigger token cannot be tried without firing. */
export function createChooser(deps: {
  choices: ProjectChoices;
  credentials: Pick<Credentials, 'set' | 'remove'>;
  gitLabFor(root: string): Promise<Result<GitLab>>;
}) {
  const { choices, credentials } = deps;

  /** Ids of the projects, in the order of their paths. */
  async function look(site: string, paths: readonly string[]): Promise<Result<number[]>> {
    const gitLab = await deps.gitLabFor(site);
    if (!gitLab.ok) return gitLab;
    const ids: number[] = [];
    for (const path of paths) {
      const project = await gitLab.value.project(path);
      if (!project.ok) return { ok: false, failure: { ...project.failure, subject: path } };
      ids.push(project.value.id);
    }
    return { ok: true, value: ids };
  }

  return async (chosen: ChosenProject): Promise<Result<null>> => {
    const { site, projectPath, runnerProject, triggerToken } = chosen;
    const before = await choices.find(site, projectPath);
    const { atOnce = before?.atOnce ?? 'none', acknowledge = before?.acknowledge } = chosen;
    const has = runnerProject !== '' || (triggerToken ?? '') !== '';
    const leaves = !has && atOnce === 'none' && !acknowledge;
    const seen = leaves
      ? ({ ok: true, value: [] } as const)
      : await look(site, [projectPath, ...(runnerProject === '' ? [] : [runnerProject])]);
    if (!seen.ok) return seen;
    const name = triggerName(site, projectPath);
    if (triggerToken === '') await credentials.remove(name);
    else if (triggerToken !== undefined)
      await credentials.set(name, { kind: 'token', token: triggerToken });
    const [projectId, runnerProjectId] = seen.value;
    const trigger = triggerToken === undefined ? (before?.trigger ?? false) : triggerToken !== '';
    await choices.save({
      site,
      projectPath,
      ...(projectId !== undefined && { projectId }),
      ...(runnerProject !== '' && { runnerProject }),
      ...(runnerProjectId !== undefined && { runnerProjectId }),
      ...(trigger && { trigger }),
      ...(atOnce !== 'none' && { atOnce }),
      ...(acknowledge && { acknowledge }),
    });
    return { ok: true, value: null };
  };
}
