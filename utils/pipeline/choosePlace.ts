import type { Branch, Project } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { INPUTS_SINCE, isAtLeast } from '../gitlab/versions.ts';
import { DEVELOPER, mayRunOn, roleIn, variablesForbidden } from './access.ts';
import { locateRootFile, readRootFile, type RootFile } from './locateRootFile.ts';
import { projectBlock } from './projectBlock.ts';
import { inputsTaken } from './rootFile.ts';
import type { Transport } from './flowVariables.ts';
import { isTooLong } from './yaml/isTooLong.ts';
import { readCiFileAhead } from './yaml/readAhead.ts';

/** Name of the branch that set-up makes for the job alone. */
export const RUNNER_BRANCH = 'ask-claude';

/** Where a run's pipeline is made, and how the ask gets there. */
export interface RunPlace {
  ref: {
    name: string;
    kind: 'runner' | 'default';
    unprotected: boolean;
    uncertain: boolean;
    reason: 'runner_branch' | 'no_runner_branch' | 'ci_file_elsewhere';
  };
  branch: Branch;
  /** Text of the root CI file; null where it cannot be read. */
  rootFile: string | null;
  transport: Transport;
  /** What is known to be in the way. */
  failure?: Failure;
}

interface Ref {
  branch: Branch;
  kind: 'runner' | 'default';
  reason: RunPlace['ref']['reason'];
}

/** What was read of a project's branches before it was known what of it is needed. */
export interface KnownBranches {
  /** The runner branch. */
  runner: Promise<Result<Branch> | null> | null;
  /** Files of the default branch and of the runner branch, by path; where a file stands in neither, it is asked for. */
  files: { files: ReadonlyMap<string, string>; runnerFiles: ReadonlyMap<string, string> } | null;
}

async function chooseRef(
  gitLab: GitLab,
  project: Project,
  location: RootFile,
  known: KnownBranches,
): Promise<Result<Ref>> {
  const reason = location.kind === 'own' ? 'no_runner_branch' : 'ci_file_elsewhere';
  const runner =
    location.kind === 'own'
      ? ((await known.runner) ?? (await gitLab.branch(project.id, RUNNER_BRANCH)))
      : null;
  if (runner?.ok) {
    return { ok: true, value: { branch: runner.value, kind: 'runner', reason: 'runner_branch' } };
  }
  if (runner !== null && runner.failure.kind !== 'not_found') return runner;
  if (project.default_branch === null) {
    return { ok: false, failure: { kind: 'no_ref', reason: 'empty_repository' } };
  }
  const standard = await gitLab.branch(project.id, project.default_branch);
  return standard.ok
    ? { ok: true, value: { branch: standard.value, kind: 'default', reason } }
    : standard;
}

/** A trigger token acts as its owner, of whose role nothing is known but that nobody's may be enough. */
function forbidsVariables(project: Project, trigger: boolean): boolean {
  return trigger
    ? project.ci_pipeline_variables_minimum_override_role === 'no_one_allowed'
    : variablesForbidden(project);
}

/** How pipelines are asked for there. */
interface Manner {
  /** A trigger token fires them. */
  trigger?: boolean | undefined;
  /** GitLab's version, as it writes it; absent or null where it is not known. */
  version?: string | null | undefined;
}

/** A GitLab of unknown version is taken for new. */
function takesInputs({ version }: Manner): boolean {
  return !version || isAtLeast(version, INPUTS_SINCE);
}

function transportOf(
  project: Project,
  manner: Manner,
  ref: Ref,
  rootFile: string | null,
): { transport: Transport; failure?: Failure } {
  const { trigger = false } = manner;
  const taken = rootFile === null || isTooLong(rootFile) ? 'none' : inputsTaken(rootFile);
  if (taken === 'all' && takesInputs(manner)) return { transport: 'inputs' };
  if (!forbidsVariables(project, trigger)) return { transport: 'variables' };
  const failure: Failure = { kind: 'variables_forbidden', subject: ref.branch.name };
  const seen = { what: 'some_inputs' as const, values: [ref.branch.name] };
  return {
    transport: 'variables',
    failure: taken === 'some' ? { ...failure, seen } : failure,
  };
}

/** Chooses ref and transport by looking at the project. A failure only where no pipeline can run or branches cannot be read at all; what is in the way otherwise stands in the place. */
export async function choosePlace(
  gitLab: GitLab,
  project: Project,
  manner: Manner = {},
  known: KnownBranches = { runner: null, files: null },
): Promise<Result<RunPlace>> {
  const block = projectBlock(project);
  if (block) return { ok: false, failure: block };
  const location = locateRootFile(project.ci_config_path ?? null);
  const chosen = await chooseRef(gitLab, project, location, known);
  if (!chosen.ok) return chosen;
  const { branch, kind, reason } = chosen.value;
  const role = roleIn(project);
  const may = manner.trigger ? 'unknown' : mayRunOn(branch, role);
  const texts = kind === 'runner' ? known.files?.runnerFiles : known.files?.files;
  const text = location.kind === 'own' ? texts?.get(location.path) : undefined;
  const file =
    text === undefined
      ? await readRootFile(gitLab, project, branch.name, location)
      : ({ ok: true, value: text } as const);
  const rootFile = file.ok ? file.value : null;
  if (rootFile !== null) await readCiFileAhead(rootFile);
  const way = transportOf(project, manner, chosen.value, rootFile);
  const forbidden: Failure = {
    kind: 'forbidden',
    ...(role !== null && role < DEVELOPER && { reason: 'role' }),
    subject: branch.name,
  };
  // Without a file nobody may run anything: that is told first, but to those whose role is not enough in any case.
  const failure =
    may === 'no' && (file.ok || forbidden.reason === 'role')
      ? forbidden
      : file.ok
        ? way.failure
        : file.failure;
  return {
    ok: true,
    value: {
      ref: {
        name: branch.name,
        kind,
        unprotected: kind === 'runner' && (!branch.protected || branch.developers_can_push),
        uncertain: may === 'unknown',
        reason,
      },
      branch,
      rootFile,
      transport: way.transport,
      ...(failure && { failure }),
    },
  };
}
