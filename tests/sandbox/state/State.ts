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
  /** Whatever is not `active` is kept out, with GitLab's words for it. */
  state:
    | 'active'
    | 'blocked'
    | 'banned'
    | 'deactivated'
    | 'password expired'
    | 'terms not accepted';
  /** May do everything everywhere. */
  admin?: boolean;
}

export type Scope =
  | 'api'
  | 'read_api'
  | 'read_user'
  | 'read_repository'
  | 'write_repository'
  | 'ai_features'
  | 'self_rotate';

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
  planner: 15,
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
  old_path: string | null;
  new_path: string | null;
  position_type: 'text' | 'file' | 'image';
  old_line: number | null;
  new_line: number | null;
  /** Kept as it was sent: GitLab does not check it. */
  line_range?: unknown;
  /** Of an image alone. */
  width?: number | undefined;
  height?: number | undefined;
  x?: number | undefined;
  y?: number | undefined;
}

/** A change that a note proposes for the lines it stands at. */
export interface Suggestion {
  id: number;
  fromLine: number;
  toLine: number;
  fromContent: string;
  toContent: string;
  appliedById: number | null;
}

/** A note of a review that is not yet published: only its author sees it. */
export interface DraftNote {
  id: number;
  authorId: number;
  note: string;
  position: Position | null;
  /** Null where the line is not in the diff: GitLab takes it all the same. */
  lineCode: string | null;
  /** Its new number alone names a line that is as it was: GitLab stumbles over it when it is published. */
  isUnchangedLine: boolean;
  replyTo: string | null;
  resolves: boolean;
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
  suggestions?: Suggestion[];
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
  closedAt?: string | null;
  closedById?: number | null;
  discussions: Discussion[];
  milestone?: Milestone;
  /** Members alone may write then. */
  locked?: boolean;
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
  /** The issue that it was moved to, by its id. */
  movedToId?: number;
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
  /** `preparing` has no diff yet; absent: `mergeable`. */
  mergeCheck?: 'preparing' | 'unchecked' | 'checking' | 'mergeable';
  /** When it was prepared; absent: when it was made. */
  preparedAt?: string | null;
  removesSourceBranch?: boolean | null;
  /** One of its branches is not there. */
  brokenBranch?: boolean;
  drafts?: DraftNote[];
  /** Heads that it had, newest last. */
  versions?: { id: number; sha: string; baseSha: string; at: string }[];
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
  /** `artifacts:access`; absent: all. */
  artifactsAccess?: 'all' | 'developer' | 'maintainer' | 'none';
  tags?: string[];
  /** The runner that took it. */
  runnerId?: number | null;
  /** Who made it, where that is not who made the pipeline. */
  userId?: number;
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
  /** Jobs that others stand in the place of. */
  retried?: Job[];
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

/** What was dropped into a text: `/uploads/<secret>/<filename>`. */
export interface Upload {
  /** 32 hex digits. */
  secret: string;
  filename: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** It lies in an object storage that GitLab sends readers to. */
  elsewhere?: string;
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
  /** Named before there is a first commit, too. */
  defaultBranch: string;
  /** Full paths that it had before. */
  formerPaths?: string[];
  /** Folder of the bare repository. */
  repository: string;
  ciConfigPath: string | null;
  /** Access level by user id. */
  members: Map<number, number>;
  /** Those of the group above, by user id. */
  groupMembers?: Map<number, number>;
  /** True while GitLab has not worked out who of the group is a member, as for some seconds after a project was made. */
  awaitsMembers?: boolean;
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
  /** Files that texts of the project show. */
  uploads?: Upload[];
  createdAt: string;
}

export interface Session {
  id: string;
  userId: number;
  csrf: string;
}

/** So many requests in so many seconds. */
export interface Throttle {
  requests: number;
  seconds: number;
}

export interface Settings {
  /** What `GET /version` says; an older one also hides what it did not have (`api/versions.ts`). */
  version: string;
  /** Pipelines that one user may make of one commit in a minute; GitLab's default is 25. */
  pipelinesPerMinute: number;
  /** Jobs are planned but never started: for tests that need a pipeline to wait. */
  holdJobs: boolean;
  /** New merge requests stay without their diff: for tests that need one that is being prepared. */
  holdPreparing: boolean;
  /** True as of GitLab Runner 17: a cancelled job says `canceling` until it has ended, and its token lives as long. */
  gracefulCancel: boolean;
  /** Null: no limit and no headers, as a self-managed GitLab begins. */
  throttle: {
    signedOut: Throttle | null;
    signedIn: Throttle | null;
  };
  /** Notes that one user may make in a minute; GitLab's default is 300. */
  notesPerMinute: number;
  /** `Cache-Control` of pages; Firefox keeps none with `no-store` in its back/forward cache. */
  pageCache: string;
  /** Milliseconds between two looks of an open page for new notes. */
  pollInterval: number;
  /** Seconds that an application's access token holds; GitLab's are two hours. */
  oauthTokenSeconds: number;
}

export interface State {
  users: User[];
  tokens: AccessToken[];
  /** Values of deploy tokens: they open git, and nothing of the API. */
  deployTokens: string[];
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
  if (user === null) return AccessLevel.none;
  if (user.admin === true) return AccessLevel.owner;
  return Math.max(
    project.members.get(user.id) ?? AccessLevel.none,
    project.awaitsMembers === true
      ? AccessLevel.none
      : (project.groupMembers?.get(user.id) ?? AccessLevel.none),
  );
}
