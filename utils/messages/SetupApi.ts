import type { Result } from '../gitlab/Failure.ts';
import type { Carried } from '../setup/addJob/carryOut.ts';
import type { Outlook, SetupPlan, SetupChoice } from '../setup/addJob/SetupPlan.ts';
import type { IssueFound, ProjectAddress, ProjectFound } from '../setup/createSetup.ts';
import type { FirstRun } from '../setup/FirstRun.ts';
import type { ProjectFix } from '../setup/Fix.ts';

/** What our own pages may ask to set a project up. */
export interface SetupApi {
  /** The user's projects on a site, the last used first. */
  findProjects(request: { site: string; search: string }): Promise<Result<ProjectFound[]>>;
  /** A few open issues of a project. */
  findIssues(request: ProjectAddress): Promise<Result<IssueFound[]>>;
  lookAtProject(request: ProjectAddress): Promise<Result<Outlook>>;
  /** All that would be written; writes nothing. */
  planSetup(request: ProjectAddress & { choice: SetupChoice }): Promise<Result<SetupPlan>>;
  /** Writes what was shown under that digest, or nothing. */
  carryOutSetup(
    request: ProjectAddress & { choice: SetupChoice; digest: string },
  ): Promise<Result<Carried>>;
  /** Does what a line of the doctor offers. */
  performFix(request: ProjectAddress & { fix: ProjectFix }): Promise<Result<Carried>>;
  getFirstRun(request: Record<never, never>): Promise<FirstRun>;
  saveFirstRun(request: { state: FirstRun }): Promise<void>;
}
