import type { Commit, MergeRequest, Project, Version } from './entities.ts';
import type { Result } from './Failure.ts';

/** One file that a commit writes whole. */
export interface FileChange {
  action: 'create' | 'update';
  path: string;
  content: string;
}

/** One commit on the branch, which is made from `startBranch` where that is named. */
export interface CommitOrder {
  branch: string;
  startBranch?: string;
  message: string;
  files: readonly FileChange[];
}

export interface MergeRequestOrder {
  sourceBranch: string;
  targetBranch: string;
  title: string;
  description: string;
}

/** Who may set pipeline variables, as GitLab writes it. */
export type VariablesRole = 'no_one_allowed' | 'developer' | 'maintainer' | 'owner';

/** The part of the API by which a project is found and set up. Sent once each; what was done can be seen by reading. */
export interface SetupGitLab {
  version(): Promise<Result<Version>>;
  /** Projects in which the user is Developer or more, the last used first; the first thirty. */
  projects(search: string): Promise<Result<Project[]>>;
  /** Names of a project's open issues, the newest first; the first five. */
  openIssues(projectId: number): Promise<Result<{ iid: number; title: string }[]>>;
  createCommit(projectId: number, order: CommitOrder): Promise<Result<Commit>>;
  createMergeRequest(projectId: number, order: MergeRequestOrder): Promise<Result<MergeRequest>>;
  /** Protects a branch: Maintainers push, Developers merge. `refused` where a protection of that name exists. */
  protectBranch(projectId: number, name: string): Promise<Result<null>>;
  /** `not_found` where no protection has that very name. */
  unprotectBranch(projectId: number, name: string): Promise<Result<null>>;
  setVariablesRole(projectId: number, role: VariablesRole): Promise<Result<Project>>;
}
