import type { Result } from './Failure.ts';
import type {
  JobTokenScope,
  ProjectAccessToken,
  ProjectVariable,
  PushRule,
  RunnerDetails,
} from './projectSettings.ts';

/** What the doctor reads beside the rest of the API. Mostly for Maintainers: `forbidden` for others. */
export interface SettingsReader {
  /** Names and marks of the project's CI/CD variables, the first hundred; never their values. */
  projectVariables(projectId: number): Promise<Result<ProjectVariable[]>>;
  /** The same of one group, without those of the groups above it. */
  groupVariables(path: string): Promise<Result<ProjectVariable[]>>;
  runner(runnerId: number): Promise<Result<RunnerDetails>>;
  jobTokenScope(projectId: number): Promise<Result<JobTokenScope>>;
  /** `not_found` where there are no push rules, or none in this edition. */
  pushRule(projectId: number): Promise<Result<PushRule>>;
  /** Access tokens of the project, the first hundred; never their values. To others than Maintainers GitLab says 401. */
  projectAccessTokens(projectId: number): Promise<Result<ProjectAccessToken[]>>;
}
