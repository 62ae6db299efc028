import type {
  AccessToken,
  Branch,
  Bridge,
  Commit,
  Diff,
  Discussion,
  Issue,
  Job,
  Linked,
  Lint,
  Member,
  MergeRequest,
  Note,
  Pipeline,
  PipelineVariable,
  Project,
  Runner,
  TreeEntry,
  User,
} from './entities.ts';
import type { Result } from './Failure.ts';
import type { UploadedFile } from './createUploadReader.ts';
import type { PageQuestion, PageReading } from './graphql/readPage.ts';
import type { ReviewGitLab } from './ReviewGitLab.ts';
import type { SettingsReader } from './SettingsReader.ts';
import type { PageType } from '../page/PageRef.ts';
import type { SetupGitLab } from './SetupGitLab.ts';

/** One listing: `complete` is false when a page of it could not be read or the caller's limit ended it. */
export interface Listing<Item> {
  items: Item[];
  complete: boolean;
}

/** A project by its id, or by its full path before the id is known. */
export type ProjectRef = number | string;

/** What fires a pipeline: `POST /projects/:id/pipeline`. */
export interface PipelineOrder {
  ref: string;
  variables?: { key: string; value: string; variable_type?: 'env_var' | 'file' }[];
  inputs?: Record<string, string>;
}

/** The only door to one site's API, with the user's token. Every method answers with a value, never throws for what GitLab says. */
export interface GitLab extends SetupGitLab, SettingsReader, ReviewGitLab {
  user(): Promise<Result<User>>;
  /** The token in use: `GET /personal_access_tokens/self`. */
  accessToken(): Promise<Result<AccessToken>>;
  project(pathOrId: ProjectRef): Promise<Result<Project>>;
  /** What is known of a page, in one round trip by GraphQL; fails where a server does not answer that way. */
  readPage(question: PageQuestion): Promise<Result<PageReading>>;
  branch(project: ProjectRef, name: string): Promise<Result<Branch>>;
  /** Raw text of a file of the repository; `not_found` when it is not there. */
  file(projectId: number, path: string, ref: string): Promise<Result<string>>;
  /** The first hundred entries of a folder of the repository; `not_found` when it is not there. */
  tree(
    projectId: number,
    path: string,
    ref: string,
    options: { recursive: boolean },
  ): Promise<Result<TreeEntry[]>>;
  /** Lints the project's CI file as it stands at `ref`, or `content` in its place. */
  lint(projectId: number, target: { ref: string } | { content: string }): Promise<Result<Lint>>;
  issue(project: ProjectRef, iid: number): Promise<Result<Issue>>;
  mergeRequest(project: ProjectRef, iid: number): Promise<Result<MergeRequest>>;
  discussions(project: ProjectRef, type: PageType, iid: number): Promise<Result<Discussion[]>>;
  /** A file that texts of the project show, in at most `most` bytes; GitLab has it since 17.4. */
  upload(
    projectId: number,
    upload: { secret: string; filename: string },
    most: number,
  ): Promise<Result<UploadedFile>>;
  diffs(project: ProjectRef, iid: number): Promise<Result<Diff[]>>;
  commits(project: ProjectRef, iid: number): Promise<Result<Commit[]>>;
  /** The files of one commit, the first hundred. */
  commitDiff(projectId: number, sha: string): Promise<Result<Diff[]>>;
  /** Merge requests made after a time (ISO 8601), newest first; the first hundred. */
  mergeRequestsSince(projectId: number, after: string): Promise<Result<MergeRequest[]>>;
  /** Open merge requests of a branch of the project, the first hundred. */
  mergeRequestsOfBranch(projectId: number, branch: string): Promise<Result<MergeRequest[]>>;
  /** Issues that an issue is linked with, of any project that the user may see. */
  issueLinks(project: ProjectRef, iid: number): Promise<Result<Linked[]>>;
  /** Merge requests that name an issue, of any project that the user may see. */
  relatedMergeRequests(project: ProjectRef, iid: number): Promise<Result<Linked[]>>;
  /** Merge requests that close an issue once merged. */
  closedBy(project: ProjectRef, iid: number): Promise<Result<Linked[]>>;
  /** Issues that a merge request closes once merged, those of an outside tracker too. */
  closesIssues(project: ProjectRef, iid: number): Promise<Result<Linked[]>>;
  /** The newest pipelines of a merge request, one page of them, newest first. */
  mergeRequestPipelines(project: ProjectRef, iid: number): Promise<Result<Pipeline[]>>;
  /** The jobs of a pipeline that failed, as they stand after retries. */
  failedJobs(projectId: number, pipelineId: number): Promise<Result<Job[]>>;
  /** The trigger jobs of a pipeline that failed, each with the pipeline that it started; the first hundred. */
  failedBridges(projectId: number, pipelineId: number): Promise<Result<Bridge[]>>;
  /** One page of all who are members, by inheritance too; with `userIds` (at most 100), those among them. */
  members(pathOrId: ProjectRef, userIds?: readonly number[]): Promise<Result<Listing<Member>>>;
  /** Fires once: never sent again by itself. `answer_lost` where it cannot be known whether a pipeline was made. */
  createPipeline(projectId: number, order: PipelineOrder): Promise<Result<Pipeline>>;
  /** The same with a trigger token of the project, as its owner: `POST /projects/:id/trigger/pipeline`. It takes no file variables. */
  triggerPipeline(
    projectId: number,
    triggerToken: string,
    order: PipelineOrder,
  ): Promise<Result<Pipeline>>;
  pipeline(projectId: number, pipelineId: number): Promise<Result<Pipeline>>;
  /** Newest first; with `name`, GitLab is asked to filter, and the names are compared again here. Ends at `downTo`, an id. */
  pipelines(
    projectId: number,
    filter: { name?: string; downTo?: number; limit?: number; source?: string },
  ): Promise<Result<Listing<Pipeline>>>;
  pipelineVariables(projectId: number, pipelineId: number): Promise<Result<PipelineVariable[]>>;
  /** `retried`: those that were tried again, too. */
  pipelineJobs(
    projectId: number,
    pipelineId: number,
    options?: { retried?: boolean },
  ): Promise<Result<Job[]>>;
  cancelPipeline(projectId: number, pipelineId: number): Promise<Result<Pipeline>>;
  /** Ends a job whose runner does not answer a cancel; for Maintainers only. */
  forceCancelJob(projectId: number, jobId: number): Promise<Result<Job>>;
  /** Text of one file of a job's artifacts. */
  artifact(projectId: number, jobId: number, path: string): Promise<Result<string>>;
  /** Log of a job, from a byte on where GitLab knows how (19.3); older ones answer with the whole. */
  trace(projectId: number, jobId: number, fromByte?: number): Promise<Result<string>>;
  job(projectId: number, jobId: number): Promise<Result<Job>>;
  /** Runners of the project that are online and carry all these tags; for Maintainers only. The first hundred. */
  onlineRunners(projectId: number, tags: readonly string[]): Promise<Result<Runner[]>>;
  /** One comment of a page. */
  note(project: ProjectRef, type: PageType, iid: number, noteId: number): Promise<Result<Note>>;
  /** Changes a comment: of one's own, or as a Maintainer anybody's. */
  editNote(
    projectId: number,
    type: PageType,
    iid: number,
    noteId: number,
    body: string,
  ): Promise<Result<Note>>;
  createNote(projectId: number, type: PageType, iid: number, body: string): Promise<Result<Note>>;
  replyToDiscussion(
    projectId: number,
    type: PageType,
    iid: number,
    discussionId: string,
    body: string,
  ): Promise<Result<Note>>;
}
