/** A runner of a project, or of the whole GitLab. */
export interface Runner {
  id: number;
  description: string;
  type: 'instance_type' | 'group_type' | 'project_type';
  /** What GitLab says for two hours after the runner was last heard of. */
  online: boolean;
  /** Minutes since then; absent: it was a moment ago. */
  silentFor?: number;
  paused: boolean;
  tags: string[];
  runUntagged: boolean;
  /** It takes jobs of protected branches and tags alone. */
  protected: boolean;
}

/** Push rules, named as GitLab's API has them. */
export interface PushRule {
  branch_name_regex: string;
  commit_message_regex: string;
  author_email_regex: string;
  member_check: boolean;
  commit_committer_check: boolean;
  reject_unsigned_commits: boolean;
  reject_non_dco_commits: boolean;
  commit_message_negative_regex: string;
}

/** A part of a project: for everybody who sees the project, for members, or switched off. */
export type PartAccess = 'enabled' | 'private' | 'disabled';

/** What a project has switched on. */
export interface ProjectSettings {
  archived: boolean;
  access: Record<'issues' | 'repository' | 'mergeRequests' | 'builds', PartAccess>;
  /** Logs and artifacts are for whoever sees the project; false: for Reporters and above. */
  publicJobs: boolean;
  runners: Runner[];
  /** Premium; null where no rule was ever set. */
  pushRule: PushRule | null;
  /** False: job tokens of all projects are let in. */
  jobTokenLimited: boolean;
  /** Projects, by id, whose jobs are let in. */
  jobTokenProjects: Set<number>;
}

/** Settings as a new project has them, with one runner of the whole GitLab. */
export function usualSettings(): ProjectSettings {
  return {
    archived: false,
    access: {
      issues: 'enabled',
      repository: 'enabled',
      mergeRequests: 'enabled',
      builds: 'enabled',
    },
    publicJobs: true,
    runners: [
      {
        id: 2,
        description: 'Shared runner',
        type: 'instance_type',
        online: true,
        paused: false,
        tags: [],
        runUntagged: true,
        protected: false,
      },
    ],
    pushRule: null,
    jobTokenLimited: true,
    jobTokenProjects: new Set(),
  };
}

/** No rule that refuses anything. */
export const NO_RULES: PushRule = {
  branch_name_regex: '',
  commit_message_regex: '',
  author_email_regex: '',
  member_check: false,
  commit_committer_check: false,
  reject_unsigned_commits: false,
  reject_non_dco_commits: false,
  commit_message_negative_regex: '',
};
