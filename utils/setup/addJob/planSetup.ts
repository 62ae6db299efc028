import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { RUNNER_BRANCH } from '../../pipeline/choosePlace.ts';
import { codeBlock } from '../../pipeline/projectBlock.ts';
import { isPacked } from '../packedProgram.ts';
import { freeBranch } from './freeBranch.ts';
import { type JobFiles, packedFiles, smallFiles } from './JobFiles.ts';
import { type Kept, keptOf } from './keptOf.ts';
import { mergeRequestStep } from './mergeRequestStep.ts';
import { ownProvider } from './ownProvider.ts';
import { planInclude } from './planInclude.ts';
import { blockOf, type Planned, planRunnerBranch } from './planRunnerBranch.ts';
import { ENDPOINT_OF, type Provider } from './Provider.ts';
import { jobsOfProvider, providersIn } from './providerJobs.ts';
import {
  type JobChoice,
  note,
  type SetupPlan,
  type SetupStep,
  type SetupChoice,
} from './SetupPlan.ts';
import { starterClaudeMd } from './starterClaudeMd.ts';
import { type Survey, surveyProject } from './surveyProject.ts';

/** The file with the job that is there: on the runner branch, included, or in the project's own CI file. */
function present({ runnerFile, jobsFile, ciFile }: Survey): string {
  return runnerFile ?? jobsFile ?? ciFile ?? '';
}

/** The providers whose jobs are there. */
function providersOf(survey: Survey): Provider[] {
  // A root file has a header; its jobs are in the last document.
  return providersIn(present(survey).split(/^---$/m).at(-1) ?? '');
}

/** The provider of the job that is there; of several, the first. */
export function surveyedProvider(survey: Survey): Provider | null {
  return providersOf(survey)[0] ?? null;
}

/** What the project decided, with what is chosen now in the place of it. */
function withChoice(kept: Kept, { image, tags, foundry, federation }: Partial<JobChoice>): Kept {
  const { choices } = kept;
  return {
    ...kept,
    ...(image === undefined ? {} : { image }),
    ...(tags === undefined ? {} : { tags }),
    choices: {
      ...choices,
      ...(federation === undefined ? {} : { federation }),
      ...(foundry === undefined ? {} : { settings: { ...choices.settings, foundry } }),
    },
  };
}

/** What is there stays as far as it fits the choice: several jobs beside each other, and what the project decided about its job. */
async function filesFor(
  survey: Survey,
  template: string,
  choice: Partial<JobChoice>,
): Promise<JobFiles> {
  const there = providersOf(survey);
  const provider = choice.provider ?? there[0] ?? 'claude';
  const fits = there.includes(provider);
  const kept = fits ? keptOf(present(survey), provider) : { endpoints: {}, choices: {} };
  const gateway = choice.gateway ? { [ENDPOINT_OF[provider]]: choice.gateway } : {};
  const wanted = withChoice({ ...kept, endpoints: { ...kept.endpoints, ...gateway } }, choice);
  if (fits && there.length > 1) return packedFiles(template, template, wanted);
  const small = choice.packed ? null : await smallFiles(template, provider, wanted);
  return small ?? packedFiles(template, jobsOfProvider(template, provider), wanted);
}

/** A packed file of this version is up to date as it is; an older one becomes one of one screen. */
function staysPacked({ runnerFile }: Survey, template: string): boolean {
  return runnerFile !== null && isPacked(runnerFile) && ownProvider(template, runnerFile) !== null;
}

function planClaudeMd(survey: Survey, branch: string): SetupStep[] {
  const { project, claudeMd } = survey;
  if (claudeMd !== null || project.default_branch === null || codeBlock(project)) return [];
  return mergeRequestStep(branch, project.default_branch, {
    title: 'Tell Claude about this project',
    description:
      'A first `CLAUDE.md`, to be filled in before merging: Claude reads it whenever it works here.',
    files: [starterClaudeMd(project)],
  });
}

async function planOf(
  gitLab: GitLab,
  survey: Survey,
  template: string,
  choice: SetupChoice,
): Promise<Planned> {
  const free = (stem: string) => freeBranch(gitLab, survey.project.id, stem);
  switch (choice.kind) {
    case 'protectRunnerBranch':
      return { steps: [{ kind: 'protect', branch: RUNNER_BRANCH }], notes: [] };
    case 'forbidVariables':
      return {
        steps: [{ kind: 'variables_role', role: 'no_one_allowed' }],
        notes: [note('variables_off')],
      };
    case 'allowVariables':
      return { steps: [{ kind: 'variables_role', role: 'developer' }], notes: [] };
    case 'starterClaudeMd': {
      const block = codeBlock(survey.project);
      if (block) return { steps: [], notes: [note(blockOf(block))] };
      const steps = planClaudeMd(survey, await free('claude-md'));
      return { steps, notes: steps.length === 0 ? [note('up_to_date')] : [] };
    }
    case 'makeRunnerBranch':
    case 'updateRunnerBranch': {
      const packed = staysPacked(survey, template);
      const files = await filesFor(survey, template, { packed });
      return planRunnerBranch(survey, files, { forbidVariables: false }, free);
    }
    case 'addInclude': {
      const job = await filesFor(survey, template, {});
      return planInclude(gitLab, survey, job, { keepOut: true, files: [], freeBranch: free });
    }
    case 'addJob':
      return planJob(gitLab, survey, await filesFor(survey, template, choice), choice, free);
  }
}

async function planJob(
  gitLab: GitLab,
  survey: Survey,
  job: JobFiles,
  choice: JobChoice,
  free: (stem: string) => Promise<string>,
): Promise<Planned> {
  const starter = choice.claudeMd && survey.claudeMd === null;
  if (choice.placement === 'include') {
    const files = starter ? [starterClaudeMd(survey.project)] : [];
    return planInclude(gitLab, survey, job, { keepOut: choice.keepOut, files, freeBranch: free });
  }
  const { steps, notes } = await planRunnerBranch(survey, job, choice, free);
  const more = starter ? planClaudeMd(survey, await free('claude-md')) : [];
  return { steps: [...steps, ...more], notes };
}

async function digestOf(steps: SetupStep[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(steps));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** All that would be written to fulfil a choice, by looking at the project as it is now. Writes nothing. */
export async function planSetup(
  gitLab: GitLab,
  template: string,
  projectPath: string,
  choice: SetupChoice,
): Promise<Result<SetupPlan>> {
  const survey = await surveyProject(gitLab, projectPath);
  if (!survey.ok) return survey;
  const { project } = survey.value;
  if (choice.kind === 'addJob' && !providersIn(template).includes(choice.provider))
    return {
      ok: false,
      failure: { kind: 'refused', subject: choice.provider },
    };
  const planned = await planOf(gitLab, survey.value, template, choice);
  return {
    ok: true,
    value: {
      project: { id: project.id, path: project.path_with_namespace, webUrl: project.web_url },
      ...planned,
      digest: await digestOf(planned.steps),
    },
  };
}
