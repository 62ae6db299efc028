/** A variable as a job's collection holds it. */
export interface CiVariable {
  key: string;
  value: string;
  variable_type?: 'env_var' | 'file';
  /** True for `expand: false`: neither GitLab nor its runner expands it. */
  raw?: boolean;
  masked?: boolean;
  /** Reaches jobs of protected refs only. */
  protected?: boolean;
  /** Reaches jobs of that environment only; absent: all jobs. */
  environmentScope?: string;
}

export type PipelineSource =
  | 'api'
  | 'trigger'
  | 'pipeline'
  | 'web'
  | 'push'
  | 'merge_request_event';

/** What GitLab knows when it is asked to make a pipeline. */
export interface PipelineRequest {
  /** Path of the bare repository. */
  repository: string;
  ref: string;
  sha: string;
  /** Path of the root CI file in the repository. */
  ciConfigPath: string;
  source: PipelineSource;
  /** Variables of this pipeline alone, as sent. */
  variables: CiVariable[];
  inputs?: Record<string, string>;
  /** Predefined `CI_*` and the project's own variables, in GitLab's order of precedence, lowest first. */
  projectVariables: CiVariable[];
}

export interface PlannedJob {
  name: string;
  stage: string;
  allowFailure: boolean;
  when: 'on_success' | 'always' | 'manual' | 'never' | 'on_failure';
  resourceGroup: string | null;
}

/** A pipeline that would be made. */
export interface PipelinePlan {
  /** As `workflow:name` gives it, expanded; null without one. */
  name: string | null;
  stages: string[];
  jobs: PlannedJob[];
}

/** GitLab's own words for why no pipeline is made: `message.base[0]` of its 400. */
export interface PipelineRefusal {
  refusal: string;
}

/** `ci/lint` as GitLab answers it. */
export interface LintAnswer {
  valid: boolean;
  errors: string[];
  warnings: string[];
  merged_yaml: string | null;
  /** Null where nothing could be merged. */
  includes: unknown[] | null;
  jobs: LintJob[];
}

export interface LintJob {
  name: string;
  stage: string;
  before_script: string[];
  script: string[];
  after_script: string[];
  tag_list: string[];
  only: unknown;
  except: unknown;
  environment: string | null;
  when: string;
  allow_failure: boolean;
  needs: unknown;
}

export type JobStatus =
  | 'created'
  | 'waiting_for_resource'
  | 'pending'
  | 'running'
  | 'success'
  | 'failed'
  | 'canceling'
  | 'canceled'
  | 'skipped';

/** What the server hands to the runner for one job: variables of the job alone (`CI_JOB_ID`, `CI_JOB_TOKEN`, `CI_REPOSITORY_URL` …). */
export interface RunnerHooks {
  /** Address to clone from, job token included. */
  jobVariables(jobName: string): CiVariable[];
  /** Variables for a job's `id_tokens`, from their audiences; good for as long as the job may take. */
  idTokens?(
    jobName: string,
    audiences: Readonly<Record<string, string>>,
    seconds: number,
  ): CiVariable[];
  onStatus(jobName: string, status: JobStatus, detail?: { failureReason?: string }): void;
  onLog(jobName: string, chunk: string): void;
  /** What the job's shell gets, after both expansions, before it starts. */
  onVariables?(jobName: string, variables: CiVariable[]): void;
  /** Folder with the files that the job's `artifacts:paths` name; it is gone once this returns. */
  onArtifacts(jobName: string, folder: string): void;
  /** Resolves when the resource group is free; resource groups are shared by all pipelines of a project. */
  lockResource(group: string, signal: AbortSignal): Promise<() => void>;
}
