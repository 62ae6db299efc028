/** Pages of GitLab on which a line's trouble can be ended by hand. */
export type FixPage =
  | 'ci_settings'
  | 'variables'
  | 'runners'
  | 'members'
  | 'protected_branches'
  | 'push_rules'
  | 'job_token'
  | 'project_tokens'
  | 'general'
  | 'ci_file'
  | 'merge_request';

/** What we can do to the project ourselves, each by one press and with the user's own token. */
export type ProjectFix =
  | { kind: 'makeRunnerBranch' }
  /** A merge request that brings the runner branch's root file up to date. */
  | { kind: 'updateRunnerBranch' }
  | { kind: 'protectRunnerBranch' }
  /** Switches pipeline variables off: asks go as inputs. */
  | { kind: 'forbidVariables' }
  /** Lets Developers set pipeline variables. */
  | { kind: 'allowVariables' }
  /** A merge request that includes the job in the project's own CI file. */
  | { kind: 'addInclude' }
  /** A merge request with a first `CLAUDE.md`. */
  | { kind: 'starterClaudeMd' };

/** What can be done about a line of the doctor. */
export type Fix =
  | ProjectFix
  /** A page of the project, where only a person can put it right. */
  | { kind: 'link'; page: FixPage; url: string }
  /** An ask that Claude mends it, put into the box of the panel. */
  | { kind: 'askClaude'; words: string }
  /** A new token for the site. */
  | { kind: 'newToken' };

/** True for what is done by `performFix`, not by opening something. */
export function isProjectFix(fix: Fix): fix is ProjectFix {
  return fix.kind !== 'link' && fix.kind !== 'newToken' && fix.kind !== 'askClaude';
}
