/** Over 250 lines: everything that the sandbox remembers, in one place. */

import type {
  CiVariable,
  JobStatus,
  PipelinePlan,
  PipelineRequest,
  PipelineSource,
} from '../ci/types.ts';
import type { ProjectSettings } from './ProjectSettings.ts';

/** What the sandbox remembers. Everything is in memory and open to tests; ids count up as GitLab's do. */

export interface User {
  id: number;
  username: string;
  name: string;
  email: string;
  bot: boolean;
  state: 'active' | 'blocked';
}

export type Scope = 'api' | 'read_api' | 'read_user' | 'read_repository' | 'write_repository';

export interface AccessToken {
  id: number;
  value: string;
  name: string;
  userId: number;
  scopes: Scope[];
  /** `YYYY-MM-DD`. */
  expiresAt: string | null;
  revoked: boolean;
  createdAt: string;
  /** Set where an application holds it: then it is taken as a bearer token alone. */
  oauth?: { clientId: string; expiresAtMs: number; refresh: string; previousRefresh: string };
  /** What a fine-grained token may do; it has no scopes then. */
  permissions?: string[];
}

/** An application that may ask users for a grant: public, so without a secret. */
export interface OAuthApplication {
  clientId: string;
  name: string;
  redirectUris: string[];
}

/** A consent that waits to be redeemed, by its code. */
export interface OAuthCode {
  clientId: string;
  userId: number;
  redirectUri: string;
  scopes: Scope[];
  challenge: string;
}

/** GitLab's access levels; 0 is "no one". */
export const AccessLevel = {
  none: 0,
  guest: 10,
  reporter: 20,
  developer: 30,
  maintainer: 40,
  owner: 50,
} as const;

export interface ProtectedBranch {
  id: number;
  /** A name or a pattern with `*`. */
  name: string;
  pushLevel: number;
  mergeLevel: number;
}

export type OverrideRole = 'no_one_allowed' | 'developer' | 'maintainer' | 'owner';

export interface Position {
  base_sha: string;
  start_sha: string;
  head_sha: string;
  old_path: string;
  new_path: string;
  position_type: 'text';
  old_line: number | null;
  new_line: number | null;
}

export interface Note {
  id: number;
  body: string;
  authorId: number;
  createdAt: string;
  updatedAt: string;
  system: boolean;
  internal: boolean;
  resolvable: boolean;
  resolvedById: number | null;
  resolvedAt: string | null;
  position: Position | null;
  /** Icon of a system note. */
  action?: string;
}

export interface Discussion {
  /** 40 hex digits. */
  id: string;
  individualNote: boolean;
  notes: Note[];
}

interface Noteable {
  id: number;
  iid: number;
  title: string;
  description: string | null;
  labels: string[];
  authorId: number;
  assigneeIds: number[];
  createdAt: string;
  updatedAt: string;
  discussions: Discussion[];
  milestone?: Milestone;
}

export interface Milestone {
  id: number;
  iid: number;
  title: string;
  /** `YYYY-MM-DD`. */
  dueDate: string | null;
}

/** A link between two issues, of any projects, as seen from the source. */
export interface IssueLink {
  id: number;
  source: { projectId: number; iid: number };
  target: { projectId: number; iid: number };
  type: 'relates_to' | 'blocks';
  createdAt: string;
}

export interface Issue extends Noteable {
  kind: 'issue';
  state: 'opened' | 'closed';
  issueType: 'issue' | 'incident' | 'task';
  confidential: boolean;
  /** Iids of child items in the same project. */
  childIids: number[];
}

export interface MergeRequest extends Noteable {
  kind: 'merge_request';
  state: 'opened' | 'closed' | 'merged';
  draft: boolean;
  sourceBranch: string;
  /** The fork that it comes from; absent where it comes from the project itself. */
  sourceProjectId?: number;
  targetBranch: string;
  sha: string;
  reviewerIds: number[];
  mergeCommitSha: string | null;
  mergedById: number | null;
  mergedAt: string | null;
}

export interface Job {
  id: number;
  name: string;
  stage: string;
  status: JobStatus | 'manual';
  allowFailure: boolean;
  failureReason: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** The log so far. */
  log: string;
  /** Variables as the job's shell got them, once it started. */
  received?: CiVariable[];
  /** Folder with the artifacts, once there are any. */
  artifacts: string | null;
  /** `CI_JOB_TOKEN`, valid while the job runs. */
  token: string;
}

export interface Pipeline {
  id: number;
  iid: number;
  projectId: number;
  ref: string;
  sha: string;
  beforeSha: string;
  source: PipelineSource;
  name: string | null;
  userId: number;
  /** As received, unescaped by nobody. */
  variables: CiVariable[];
  inputs: Record<string, string>;
  jobs: Job[];
  createdAt: string;
  updatedAt: string;
  /** Who cancelled it, if anybody did. */
  canceledById: number | null;
  abort: AbortController;
  /** Settles when the runner has let go of it. */
  finished: Promise<void>;
  /** What its jobs are run from, again where one is retried. */
  made?: { request: PipelineRequest; plan: PipelinePlan };
}

export interface Label {
  id: number;
  name: string;
  color: string;
}

export interface Project {
  id: number;
  name: string;
  path: string;
  namespace: { id: number; name: string; path: string };
  description: string;
  visibility: 'private' | 'internal' | 'public';
  defaultBranch: string;
  /** Folder of the bare repository. */
  repository: string;
  ciConfigPath: string | null;
  /** Access level by user id. */
  members: Map<number, number>;
  protectedBranches: ProtectedBranch[];
  variables: CiVariable[];
  variablesRole: OverrideRole;
  /** `ci_push_repository_for_job_token_allowed`. */
  jobTokenPush: boolean;
  settings: ProjectSettings;
  triggerTokens: { id: number; token: string; ownerId: number; description: string }[];
  labels: Label[];
  issues: Issue[];
  mergeRequests: MergeRequest[];
  pipelines: Pipeline[];
  createdAt: string;
}

export interface Session {
  id: string;
  userId: number;
  csrf: string;
}

export interface Settings {
  /** What `GET /version` says. */
  version: string;
  /** Pipelines that one user may make of one commit in a minute; GitLab's default is 25. */
  pipelinesPerMinute: number;
  /** Jobs are planned but never started: for tests that need a pipeline to wait. */
  holdJobs: boolean;
  /** Milliseconds between two looks of an open page for new notes. */
  pollInterval: number;
  /** Seconds that an application's access token holds; GitLab's are two hours. */
  oauthTokenSeconds: number;
}

export interface State {
  users: User[];
  tokens: AccessToken[];
  applications: OAuthApplication[];
  oauthCodes: Map<string, OAuthCode>;
  sessions: Map<string, Session>;
  projects: Project[];
  /** By full path; the one who owns it reads its variables. */
  groups: Map<string, { ownerId: number; variables: CiVariable[] }>;
  issueLinks: IssueLink[];
  settings: Settings;
}

/** Full path of a project, e.g. `acme/webshop`. */
export function projectPath(project: Project): string {
  return `${project.namespace.path}/${project.path}`;
}

let lastId = 400;
/** The next id of anything that has a global one. */
export function nextId(): number {
  lastId += 1;
  return lastId;
}

/** Finds a user that must exist. */
export function userById(state: State, id: number): User {
  const user = state.users.find((candidate) => candidate.id === id);
  if (!user) throw new Error(`no user ${id}`);
  return user;
}

/** The access level of a user in a project; 0 for no member. */
export function accessLevel(project: Project, user: User | null): number {
  return (user && project.members.get(user.id)) ?? AccessLevel.none;
}
