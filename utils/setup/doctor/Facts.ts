import type { Lint, Project } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type {
  JobTokenScope,
  ProjectAccessToken,
  ProjectVariable,
  PushRule,
  RunnerDetails,
} from '../../gitlab/projectSettings.ts';
import type { RunPlace } from '../../pipeline/choosePlace.ts';
import type { JudgedJobs } from '../../pipeline/judgeJobs.ts';
import type { Inherited } from '../../pipeline/readInherited.ts';
import type { Site } from '../../sites/Site.ts';
import type { ClaudeJob } from './claudeJobs.ts';
import type { ProjectCi } from './readProjectCi.ts';

/** What is known before the project is. */
export interface SiteFacts {
  root: string;
  /** Milliseconds since 1970. */
  now: number;
  token: Result<Site>;
  /** As GitLab writes it, e.g. `18.9.0-ee`. */
  version: Result<string>;
}

/** What a pipeline of ours would start. */
export interface JobFacts {
  lint: Result<Lint>;
  judged: JudgedJobs;
  /** Whether the job that runs Claude certainly starts. */
  certain: boolean;
  /** Every job that calls Claude, whether it would start or not. */
  claudeJobs: ClaudeJob[];
}

/** A merge request that waits to be merged. */
export interface PendingJob {
  iid: number;
  webUrl: string;
}

/** Runners that are online; `complete` is false where not all could be looked at. */
export interface RunnersFound {
  /** Those that carry all tags of the job. */
  runners: RunnerDetails[];
  complete: boolean;
  tags: string[];
}

/** Everything that was read of one project. `home` is where pipelines run: the project itself, or its central runner project. */
export interface Facts extends SiteFacts {
  home: Project;
  /** A trigger token fires its pipelines, as its owner. */
  trigger: boolean;
  /** The user's access level in `home`; null where GitLab does not say. */
  role: number | null;
  place: Result<RunPlace>;
  /** Whether an ask of this browser was already answered there: its key is known to be good then. */
  answered: boolean;
  /** A merge request of ours, still open, that brings the job; null for none. */
  pending: PendingJob | null;
  /** Null where there is no file to judge. */
  jobs: JobFacts | null;
  variables: Result<ProjectVariable[]>;
  inherited: Inherited;
  runners: Result<RunnersFound>;
  jobTokenScope: Result<JobTokenScope>;
  /** Null where the project may not be read. */
  accessTokens: ProjectAccessToken[] | null;
  /** Rules for pushes to the project that is worked on; null for none. */
  pushRule: Result<PushRule | null>;
  /** The `CLAUDE.md` of the project that is worked on; null for none. */
  instructions: Result<string | null>;
  /** The CI file of the project that is worked on; null for none. */
  ci: Result<ProjectCi | null>;
  /** The project that is worked on, where it is not `home`. */
  asked: Result<Project> | null;
}
