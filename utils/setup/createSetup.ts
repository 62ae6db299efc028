import type { Project } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { type SetupResult, carryOut } from './addJob/carryOut.ts';
import { setupOptionsOf } from './addJob/setupOptionsOf.ts';
import { planSetup } from './addJob/planSetup.ts';
import type { SetupOptions, SetupPlan, SetupChoice } from './addJob/SetupPlan.ts';
import { surveyProject } from './addJob/surveyProject.ts';
import type { ProjectFix } from './Fix.ts';

/** A project of the user's, to be picked. */
export interface ProjectFound {
  path: string;
  webUrl: string;
}

/** An open issue, to try the first ask on. */
export interface IssueFound {
  iid: number;
  title: string;
  webUrl: string;
}

/** One project of one site. */
export interface ProjectAddress {
  site: string;
  project: string;
}

/** What set-up can do for our own pages. */
export interface Setup {
  projects(site: string, search: string): Promise<Result<ProjectFound[]>>;
  /** Open issues to try the first ask on. */
  issues(
    address: ProjectAddress,
  ): Promise<Result<{ title: string; iid: number; webUrl: string }[]>>;
  look(address: ProjectAddress): Promise<Result<SetupOptions>>;
  plan(address: ProjectAddress, choice: SetupChoice): Promise<Result<SetupPlan>>;
  /** Does what was shown under that digest; `refused` with the subject `changed` where the project is not any more what it was. */
  carryOut(
    address: ProjectAddress,
    choice: SetupChoice,
    digest: string,
  ): Promise<Result<SetupResult>>;
  /** Does what a line of the doctor offers. */
  performFix(address: ProjectAddress, fix: ProjectFix): Promise<Result<SetupResult>>;
}

const CHANGED: Failure = { kind: 'refused', reason: 'changed' };

function choiceOf({ path_with_namespace: path, web_url: webUrl }: Project): ProjectFound {
  return { path, webUrl };
}

/** @param template the text of `templates/claude.yml` */
export function createSetup(deps: {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  template: string;
}): Setup {
  const { template } = deps;

  /** Hands over the door to a site, or what keeps it shut. */
  async function within<Value>(
    site: string,
    work: (gitLab: GitLab) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const gitLab = await deps.gitLabFor(site);
    return gitLab.ok ? work(gitLab.value) : gitLab;
  }

  async function carry(
    { site, project }: ProjectAddress,
    choice: SetupChoice,
    digest?: string,
  ): Promise<Result<SetupResult>> {
    return within(site, async (gitLab) => {
      const plan = await planSetup(gitLab, template, project, choice);
      if (!plan.ok) return plan;
      if (digest !== undefined && plan.value.digest !== digest)
        return { ok: false, failure: CHANGED };
      return { ok: true, value: await carryOut(gitLab, plan.value) };
    });
  }

  return {
    projects: (site, search) =>
      within(site, async (gitLab) => {
        const found = await gitLab.projects(search);
        return found.ok ? { ok: true, value: found.value.map(choiceOf) } : found;
      }),
    issues: ({ site, project: path }) =>
      within(site, async (gitLab) => {
        const project = await gitLab.project(path);
        if (!project.ok) return project;
        const { id, web_url: webUrl } = project.value;
        const issues = await gitLab.openIssues(id);
        if (!issues.ok) return issues;
        return {
          ok: true,
          value: issues.value.map(({ iid, title }) => ({
            iid,
            title,
            webUrl: `${webUrl}/-/issues/${iid}`,
          })),
        };
      }),
    look: ({ site, project }) =>
      within(site, async (gitLab) => {
        const survey = await surveyProject(gitLab, project);
        if (!survey.ok) return survey;
        const variables = await gitLab.projectVariables(survey.value.project.id);
        const known = variables.ok ? variables.value : null;
        return { ok: true, value: setupOptionsOf(survey.value, template, known) };
      }),
    plan: ({ site, project }, choice) =>
      within(site, (gitLab) => planSetup(gitLab, template, project, choice)),
    carryOut: carry,
    performFix: (address, fix) => carry(address, fix),
  };
}
