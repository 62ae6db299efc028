import type { VariablesRole } from '../../gitlab/SetupGitLab.ts';
import type { ProjectFix } from '../Fix.ts';
import type { NeededVariable, Provider, SignIn } from './Provider.ts';

/** How the user wants the job to come into the project. */
export interface JobChoice {
  kind: 'addJob';
  /** A branch for the job alone, or an include in the project's own CI file. */
  placement: 'runner' | 'include';
  provider: Provider;
  /** Address in place of the provider's own. */
  gateway?: string;
  /** Image of the job, tags of its runner: absent as they are. */
  image?: string;
  tags?: string[];
  /** A resource of Microsoft Foundry in the place of the Claude API. */
  foundry?: string;
  /** The Claude API knows the job by GitLab's word, without a key. */
  federation?: boolean;
  /** Runner branch: switch pipeline variables off. */
  forbidVariables: boolean;
  /** Include: keep the project's other includes out of our pipelines. */
  keepOut: boolean;
  /** The program packed into the CI file, in the place of a file of its own beside one of one screen. */
  packed: boolean;
  /** A first `CLAUDE.md` where there is none. */
  claudeMd: boolean;
}

/** What can be asked of set-up. */
export type SetupChoice = JobChoice | ProjectFix;

/** A file as it was, empty where there was none, and as it will be. */
export interface PlannedFile {
  action: 'create' | 'update';
  path: string;
  before: string;
  after: string;
}

/** One thing that will be written, with the user's own token. */
export type SetupStep =
  | { kind: 'commit'; branch: string; startBranch: string; message: string; files: PlannedFile[] }
  | {
      kind: 'merge_request';
      sourceBranch: string;
      targetBranch: string;
      title: string;
      description: string;
    }
  /** Maintainers push, Developers merge. */
  | { kind: 'protect'; branch: string }
  | { kind: 'variables_role'; role: VariablesRole };

/** What the user has to know of a plan; those of the first line leave nothing to be done. */
export type NoteKind =
  | 'up_to_date'
  | 'ci_file_elsewhere'
  | 'empty_repository'
  | 'archived'
  | 'ci_off'
  | 'repository_off'
  | 'too_old'
  | 'not_developer'
  | 'bad_file'
  | 'without_inputs'
  | 'unprotected'
  | 'variables_off'
  | 'variables_forbidden'
  | 'kept_out'
  | 'left_in'
  | 'keep_out_breaks'
  | 'jobs_beside'
  | 'maintainers_only'
  | 'workflow_forbids'
  | 'file_invalid'
  | 'file_unchecked'
  | 'file_unsafe'
  | 'file_too_much'
  | 'file_without_jobs'
  | 'branch_unread'
  | 'keep_out_unchecked';

export interface PlanNote {
  kind: NoteKind;
  /** Names that belong to it, or GitLab's words. */
  names: string[];
}

export function note(kind: NoteKind, ...names: string[]): PlanNote {
  return { kind, names };
}

/** All that one press will do, in its order. */
export interface SetupPlan {
  project: { id: number; path: string; webUrl: string };
  steps: SetupStep[];
  notes: PlanNote[];
  /** Known by what it would do: a press carries out what was shown, or nothing. */
  digest: string;
}

/** A needed variable, and whether the project has it; null where the user may not read that. */
export interface VariableState extends NeededVariable {
  present: boolean | null;
}

/** What a project offers to set-up. */
export interface SetupOptions {
  project: { id: number; path: string; webUrl: string; defaultBranch: string | null };
  /** Those whose job this version brings along. */
  providers: Provider[];
  /** The provider of the job that is there. */
  provider: Provider | null;
  runner:
    | 'absent'
    | 'there'
    | 'ci_file_elsewhere'
    | 'empty_repository'
    | 'archived'
    | 'ci_off'
    | 'repository_off'
    | 'too_old'
    | 'not_developer';
  /** Protecting branches and changing settings is for Maintainers. */
  maintainer: boolean;
  /** Inputs are there from GitLab 18.1 on. */
  inputs: boolean;
  variablesOff: boolean;
  hasClaudeMd: boolean;
  variables: Record<Provider | SignIn, VariableState[]>;
}

/** What one step left behind. */
export interface DoneStep {
  kind: SetupStep['kind'];
  /** Branch, merge request or setting, for people. */
  name: string;
  webUrl: string;
}
