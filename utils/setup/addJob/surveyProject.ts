import type { Branch, Project } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { roleIn } from '../../pipeline/access.ts';
import { RUNNER_BRANCH } from '../../pipeline/choosePlace.ts';
import { codeBlock } from '../../pipeline/projectBlock.ts';
import { PROGRAM_PATH } from '../smallRoot.ts';
import { locateRootFile, type RootFile } from '../../pipeline/locateRootFile.ts';

/** Our jobs, in a project that includes them in its own CI file. */
export const JOBS_FILE = '.gitlab/claude-job.yml';
export const CLAUDE_MD = 'CLAUDE.md';

/** What of a project decides what set-up can do and would write. */
export interface Survey {
  project: Project;
  role: number | null;
  /** As GitLab writes it, e.g. `18.9.0-ee`; null where it does not say. */
  version: string | null;
  location: RootFile;
  /** The CI file of the default branch; null without one in this project. */
  ciFile: string | null;
  jobsFile: string | null;
  claudeMd: string | null;
  runner: Branch | null;
  /** The CI file of the runner branch. */
  runnerFile: string | null;
  /** The project's copy of the program: on the runner branch, or on the default branch, from which that would be made. */
  programFile: string | null;
  /** The copy on the default branch. */
  mainProgram: string | null;
}

/** What is not there is null; anything else in the way stays a failure. */
function orNull<Value>(result: Result<Value>): Result<Value | null> {
  return result.ok || result.failure.kind !== 'not_found' ? result : { ok: true, value: null };
}

function valueOf<Value>(read: Result<Value | null>): Value | null {
  return read.ok ? read.value : null;
}

const nothing = { ok: true, value: null } as const;

/** Reads it all side by side, after the project itself. */
export async function surveyProject(gitLab: GitLab, path: string): Promise<Result<Survey>> {
  const [found, version] = await Promise.all([gitLab.project(path), gitLab.version()]);
  if (!found.ok) return found;
  const project = found.value;
  const location = locateRootFile(project.ci_config_path ?? null);
  // Where something stands in the way, GitLab refuses the rest too, and nothing will be written.
  const isBlocked = codeBlock(project) !== null;
  const main = project.default_branch;
  const fileAt = async (ref: string | null, file: string | null) =>
    isBlocked || ref === null || file === null
      ? nothing
      : orNull(await gitLab.file(project.id, file, ref));
  const ciPath = location.kind === 'own' ? location.path : null;
  const [ciFile, jobsFile, claudeMd, runner, runnerFile, copy, mainProgram] = await Promise.all([
    fileAt(main, ciPath),
    fileAt(main, JOBS_FILE),
    fileAt(main, CLAUDE_MD),
    isBlocked ? nothing : gitLab.branch(project.id, RUNNER_BRANCH).then(orNull),
    fileAt(RUNNER_BRANCH, ciPath),
    fileAt(RUNNER_BRANCH, PROGRAM_PATH),
    fileAt(main, PROGRAM_PATH),
  ]);
  for (const read of [ciFile, jobsFile, claudeMd, runner, runnerFile, copy, mainProgram])
    if (!read.ok) return read;
  return {
    ok: true,
    value: {
      project,
      role: roleIn(project),
      version: version.ok ? version.value.version : null,
      location,
      ciFile: valueOf(ciFile),
      jobsFile: valueOf(jobsFile),
      claudeMd: valueOf(claudeMd),
      runner: valueOf(runner),
      runnerFile: valueOf(runnerFile),
      programFile: valueOf(valueOf(runner) === null ? mainProgram : copy),
      mainProgram: valueOf(mainProgram),
    },
  };
}
