import type { Failure, Reason } from '../../gitlab/Failure.ts';
import { INPUTS_SINCE, isAtLeast, OLDEST } from '../../gitlab/versions.ts';
import { DEVELOPER, MAINTAINER } from '../../pipeline/access.ts';
import { projectBlock } from '../../pipeline/projectBlock.ts';
import { RUNNER_BRANCH } from '../../pipeline/choosePlace.ts';
import { PROGRAM_PATH } from '../smallRoot.ts';
import type { JobFiles } from './JobFiles.ts';
import { mergeRequestStep } from './mergeRequestStep.ts';
import {
  note,
  type JobChoice,
  type SetupOptions,
  type PlannedFile,
  type PlanNote,
  type SetupStep,
} from './SetupPlan.ts';
import type { Survey } from './surveyProject.ts';

/** Steps and notes of one part of a plan. */
export interface Planned {
  steps: SetupStep[];
  notes: PlanNote[];
}

type Block = Exclude<SetupOptions['runner'], 'absent' | 'there'>;

const BLOCKED: Partial<Record<Reason, Block>> = {
  archived: 'archived',
  ci_off: 'ci_off',
  repository_off: 'repository_off',
  role: 'not_developer',
};

/** What set-up says of a project in whose way something stands. */
export function blockOf({ reason }: Failure): Block {
  return BLOCKED[reason ?? 'empty_repository'] ?? 'empty_repository';
}

/** Whether there can be a runner branch, and why not. */
export function runnerState(survey: Survey): SetupOptions['runner'] {
  const { project, location, role, runner } = survey;
  const block = projectBlock(project);
  if (block) return blockOf(block);
  if (location.kind !== 'own') return 'ci_file_elsewhere';
  if (survey.version !== null && !isAtLeast(survey.version, OLDEST)) return 'too_old';
  if (role !== null && role < DEVELOPER) return 'not_developer';
  return runner === null ? 'absent' : 'there';
}

function mayBeMaintainer({ role }: Survey): boolean {
  return role === null || role >= MAINTAINER;
}

/** Protection and settings, after the branch itself. */
function settingSteps(survey: Survey, choice: Pick<JobChoice, 'forbidVariables'>): Planned {
  const { runner, project } = survey;
  const good = runner?.protected === true && !runner.developers_can_push;
  if (!mayBeMaintainer(survey)) return { steps: [], notes: good ? [] : [note('unprotected')] };
  const off = project.ci_pipeline_variables_minimum_override_role === 'no_one_allowed';
  const forbid = choice.forbidVariables && !off && mayTakeInputs(survey);
  return {
    steps: [
      ...(good ? [] : [{ kind: 'protect', branch: RUNNER_BRANCH } as const]),
      ...(forbid ? [{ kind: 'variables_role', role: 'no_one_allowed' } as const] : []),
    ],
    notes: forbid ? [note('variables_off')] : [],
  };
}

/** Whether the GitLab takes inputs; one that does not say its version is taken for new. */
export function mayTakeInputs({ version }: Survey): boolean {
  return version === null || isAtLeast(version, INPUTS_SINCE);
}

/** The files that are not yet as they shall be; null is none. */
export function changedFiles(
  wanted: readonly [path: string, before: string | null, after: string | null][],
): PlannedFile[] {
  return wanted.flatMap(([path, before, after]): PlannedFile[] =>
    after === null || before === after
      ? []
      : [{ action: before === null ? 'create' : 'update', path, before: before ?? '', after }],
  );
}

/**
 * The branch that holds the Claude job alone: made by one commit, and by a merge request brought up to date where it is there.
 * @param freeBranch a branch name like the given one that is not taken
 */
export async function planRunnerBranch(
  survey: Survey,
  job: JobFiles,
  choice: Pick<JobChoice, 'forbidVariables'>,
  freeBranch: (stem: string) => Promise<string>,
): Promise<Planned> {
  const state = runnerState(survey);
  const { location, project, ciFile, runnerFile } = survey;
  if (state !== 'absent' && state !== 'there') return { steps: [], notes: [note(state)] };
  const path = location.kind === 'own' ? location.path : '';
  const inputs = mayTakeInputs(survey);
  const after = job.root(inputs);
  const settings = settingSteps(survey, choice);
  const notes = [...settings.notes, ...(inputs ? [] : [note('without_inputs')])];
  const before = (state === 'there' ? runnerFile : ciFile) ?? null;
  const files = changedFiles([
    [path, before, after],
    [PROGRAM_PATH, survey.programFile, job.program],
  ]);
  if (state === 'absent') {
    const commit: SetupStep = {
      kind: 'commit',
      branch: RUNNER_BRANCH,
      startBranch: project.default_branch ?? '',
      message: 'Run Claude from this branch\n\nIts CI file holds the Claude job alone.',
      files,
    };
    return { steps: [commit, ...settings.steps], notes };
  }
  if (files.length === 0) {
    const idle = settings.steps.length === 0 ? [note('up_to_date')] : [];
    return { steps: settings.steps, notes: [...idle, ...notes] };
  }
  const branch = await freeBranch('claude-job-update');
  const update = mergeRequestStep(branch, RUNNER_BRANCH, {
    title: 'Update the Claude job',
    description:
      'Brings the job of this branch to the version that the browser extension "Ask Claude for GitLab" comes with. What was changed here by hand shows as removed: keep it by adding it again before merging.',
    files,
  });
  return { steps: [...update, ...settings.steps], notes };
}
