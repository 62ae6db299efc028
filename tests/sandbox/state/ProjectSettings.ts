/** A runner of a project, or of the whole GitLab. */
export interface Runner {
  id: number;
  description: string;
  type: 'instance_type' | 'group_type' | 'project_type';
  online: boolean;
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
}

/** Settings of a project that no pipeline of the sandbox obeys, but that the API tells. */
export interface ProjectSettings {
  archived: boolean;
  runners: Runner[];
  /** Premium; null where no rule was ever set. */
  pushRule: PushRule | null;
  /** False: job tokens of all projects are let in. */
  jobTokenLimited: boolean;
}

/** Settings as a new project has them, with one runner of the whole GitLab. */
export function usualSettings(): ProjectSettings {
  return {
    archived: false,
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
};
