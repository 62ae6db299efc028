import type { Branch } from '../../gitlab/entities.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { variablesForbidden } from '../../pipeline/access.ts';
import { PROGRAM_PATH } from '../smallRoot.ts';
import { addInclude, type Included } from './addInclude.ts';
import { jobsBeside, type JobsBeside } from './jobsBeside.ts';
import { mergeRequestStep } from './mergeRequestStep.ts';
import type { JobFiles } from './JobFiles.ts';
import { changedFiles, type Planned, runnerState } from './planRunnerBranch.ts';
import { note, type PlannedFile, type PlanNote } from './SetupPlan.ts';
import { JOBS_FILE, type Survey } from './surveyProject.ts';

interface Options {
  keepOut: boolean;
  /** More files for the same merge request. */
  files: PlannedFile[];
  freeBranch(stem: string): Promise<string>;
}

interface Checked {
  included: Included;
  beside: JobsBeside;
}

function besideNotes({ beside, included }: Checked): PlanNote[] {
  return [
    ...(included.keptOut.length > 0 ? [note('kept_out', ...included.keptOut)] : []),
    ...(included.left.length > 0 ? [note('left_in', ...included.left)] : []),
    ...(beside.problem === undefined ? [] : [beside.problem]),
    ...(beside.forbidden ? [note('workflow_forbids')] : []),
    ...(beside.jobs.length > 0 ? [note('jobs_beside', ...beside.jobs)] : []),
  ];
}

/** Why the other includes stay. */
function whyKept({ kind, names }: PlanNote): PlanNote {
  return kind === 'file_invalid' ? note('keep_out_breaks', ...names) : note('keep_out_unchecked');
}

/** Without the other includes where the rest of the file stands without them; what GitLab says of it decides. */
async function check(
  gitLab: GitLab,
  survey: Survey,
  main: Branch,
  keepOut: boolean,
): Promise<{ checked: Checked; notes: PlanNote[] } | { problem: PlanNote }> {
  const text = survey.ciFile ?? '';
  const included = addInclude(text, JOBS_FILE, { keepOut });
  if ('problem' in included) return included;
  const beside = await jobsBeside(gitLab, survey.project, main, included.text);
  if (beside.problem === undefined || included.keptOut.length === 0)
    return { checked: { included, beside }, notes: [] };
  const whole = await check(gitLab, survey, main, false);
  return 'problem' in whole ? whole : { ...whole, notes: [whyKept(beside.problem)] };
}

/** An included job runs on the default branch, and on a protected one those alone may run it who may push or merge there. */
function closedToDevelopers(main: Branch): boolean {
  return main.protected && !main.developers_can_push && !main.developers_can_merge;
}

/** A merge request that adds our jobs file and its include to the project's own CI file. */
export async function planInclude(
  gitLab: GitLab,
  survey: Survey,
  job: JobFiles,
  options: Options,
): Promise<Planned> {
  const { project, location, ciFile, jobsFile } = survey;
  const state = runnerState(survey);
  if (state !== 'absent' && state !== 'there') return { steps: [], notes: [note(state)] };
  const ciPath = location.kind === 'own' ? location.path : '';
  const target = project.default_branch ?? '';
  const main = await gitLab.branch(project.id, target);
  if (!main.ok) return { steps: [], notes: [note('branch_unread', target)] };
  const made = await check(gitLab, survey, main.value, options.keepOut);
  if ('problem' in made) return { steps: [], notes: [made.problem] };
  const { included } = made.checked;
  const notes = [
    ...made.notes,
    ...besideNotes(made.checked),
    ...(closedToDevelopers(main.value) ? [note('maintainers_only', target)] : []),
    ...(variablesForbidden(project) ? [note('variables_forbidden')] : []),
  ];
  const files = changedFiles([
    [JOBS_FILE, jobsFile, job.jobs],
    [ciPath, ciFile, included.text],
    [PROGRAM_PATH, survey.mainProgram, job.program],
  ]);
  if (files.length === 0) return { steps: [], notes: [note('up_to_date'), ...notes] };
  const branch = await options.freeBranch('claude-job');
  return {
    steps: mergeRequestStep(branch, target, {
      title: jobsFile === null ? 'Add the Claude job' : 'Update the Claude job',
      description: `\`${JOBS_FILE}\` holds the job that answers asks of the browser extension "Ask Claude for GitLab". It is included only where \`AI_FLOW_INPUT\` is set, which nothing else does: other pipelines stay as they are.`,
      files: [...files, ...options.files],
    }),
    notes,
  };
}
