import { z } from 'zod';

/** GitLab's own types and names (18.9); what an older server lacks is absent. */

/** `gid://gitlab/Project/5` → 5 */
const GlobalId = z.string().transform((gid, context) => {
  const id = Number(/\/(\d+)$/.exec(gid)?.[1]);
  if (Number.isSafeInteger(id)) return id;
  context.addIssue({ code: 'custom', message: 'Not a global id' });
  return z.NEVER;
});

export const UserNode = z.object({ id: GlobalId, username: z.string(), name: z.string() });
const NamedNode = UserNode.pick({ username: true });

const nodesOf = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node) });

const PositionNode = z.object({
  newPath: z.string().nullish(),
  oldPath: z.string().nullish(),
  newLine: z.number().nullish(),
  oldLine: z.number().nullish(),
  diffRefs: z.object({ baseSha: z.string().nullish(), headSha: z.string().nullish() }).nullish(),
});

export const NoteNode = z.object({
  /** `gid://gitlab/Note/12` stands alone; `DiscussionNote` and `DiffNote` are of a thread. */
  id: z.string(),
  system: z.boolean(),
  internal: z.boolean().nullish(),
  createdAt: z.string(),
  author: UserNode.nullish(),
  body: z.string(),
  bodyHtml: z.string().nullish(),
  resolvable: z.boolean().nullish(),
  resolved: z.boolean().nullish(),
  position: PositionNode.nullish(),
});
export type NoteNode = z.infer<typeof NoteNode>;

export const DiscussionNode = z.object({
  id: z.string(),
  notes: nodesOf(NoteNode).extend({
    pageInfo: z.object({ hasNextPage: z.boolean() }).optional(),
  }),
});
export type DiscussionNode = z.infer<typeof DiscussionNode>;

const Discussions = nodesOf(DiscussionNode).extend({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const ItemNode = z.object({
  id: GlobalId,
  iid: z.coerce.number(),
  projectId: z.number().nullish(),
  title: z.string(),
  titleHtml: z.string().nullish(),
  description: z.string().nullish(),
  descriptionHtml: z.string().nullish(),
  state: z.string(),
  author: UserNode.nullish(),
  assignees: nodesOf(NamedNode).nullish(),
  labels: nodesOf(z.object({ title: z.string() })).nullish(),
  milestone: z.object({ id: GlobalId, title: z.string(), dueDate: z.string().nullish() }).nullish(),
  createdAt: z.string(),
  updatedAt: z.string(),
  webUrl: z.string().nullish(),
  discussions: Discussions,
});

export const IssueNode = ItemNode.extend({
  /** An odd value counts as yes: better private than shown. */
  confidential: z.boolean().catch(true),
  dueDate: z.string().nullish(),
  /** Null as an entry where the user may not see it. */
  relatedMergeRequests: nodesOf(
    z.object({ id: GlobalId, descriptionHtml: z.string().nullish() }).nullable(),
  ).nullish(),
});
export type IssueNode = z.infer<typeof IssueNode>;

const JobNode = z.object({
  id: GlobalId,
  name: z.string(),
  allowFailure: z.boolean().nullish(),
  failureMessage: z.string().nullish(),
  /** `BUILD`, or `BRIDGE` for a job that starts another pipeline. */
  kind: z.string().nullish(),
  stage: z.object({ name: z.string().nullish() }).nullish(),
});
export type JobNode = z.infer<typeof JobNode>;

const PipelineNode = z.object({
  id: GlobalId,
  iid: z.coerce.number(),
  status: z.string(),
  ref: z.string().nullish(),
  sha: z.string().nullish(),
  createdAt: z.string(),
  /** Null where the user may not see it, as some forks. */
  project: z.object({ id: GlobalId }).nullish(),
  jobs: nodesOf(JobNode).nullish(),
  downstream: nodesOf(z.object({ status: z.string() }).nullable()).nullish(),
});
export type PipelineNode = z.infer<typeof PipelineNode>;

const CommitNode = z.object({
  sha: z.string(),
  title: z.string().nullish(),
  message: z.string().nullish(),
  authorName: z.string().nullish(),
  committedDate: z.string().nullish(),
});
export type CommitNode = z.infer<typeof CommitNode>;

export const MergeRequestNode = ItemNode.extend({
  draft: z.boolean().nullish(),
  reviewers: nodesOf(NamedNode).nullish(),
  sourceBranch: z.string(),
  targetBranch: z.string(),
  sourceProjectId: z.number().nullish(),
  targetProjectId: z.number(),
  diffHeadSha: z.string().nullish(),
  preparedAt: z.string().nullish(),
  detailedMergeStatus: z.string().nullish(),
  /** The newest; null as an entry where the user may not see it. */
  pipelines: nodesOf(PipelineNode.nullable()).nullish(),
  commits: nodesOf(CommitNode)
    .extend({ pageInfo: z.object({ hasNextPage: z.boolean() }) })
    .nullish(),
  diffStatsSummary: z.object({ fileCount: z.number() }).nullish(),
});
export type MergeRequestNode = z.infer<typeof MergeRequestNode>;

const FileNode = z.object({ path: z.string(), rawBlob: z.string().nullish() });

export const ProjectNode = z.object({
  id: GlobalId,
  fullPath: z.string(),
  webUrl: z.string().nullish(),
  visibility: z.string().nullish(),
  archived: z.boolean().nullish(),
  jobsEnabled: z.boolean().nullish(),
  publicJobs: z.boolean().nullish(),
  ciConfigPathOrDefault: z.string().nullish(),
  maxAccessLevel: z.object({ integerValue: z.number().nullish() }).nullish(),
  ciCdSettings: z.object({ pipelineVariablesMinimumOverrideRole: z.string().nullish() }).nullish(),
  /** Null for a person's own project. */
  group: z.object({ id: z.string() }).nullish(),
  /** The newest, of all refs. */
  pipelines: nodesOf(z.object({ id: GlobalId }).nullable()).nullish(),
  /** Null for who may not read the code, and where the repository is switched off. */
  repository: z
    .object({
      rootRef: z.string().nullish(),
      empty: z.boolean().nullish(),
      blobs: nodesOf(FileNode).nullish(),
      runner: nodesOf(FileNode).nullish(),
    })
    .nullish(),
  issue: IssueNode.nullish(),
  mergeRequest: MergeRequestNode.nullish(),
});
export type ProjectNode = z.infer<typeof ProjectNode>;

export const PageAnswer = z.object({
  currentUser: UserNode.nullish(),
  /** Null for who is not signed in. */
  metadata: z.object({ version: z.string() }).nullish(),
  project: ProjectNode.nullish(),
  queryComplexity: z.object({ score: z.number(), limit: z.number() }).nullish(),
});
export type PageAnswer = z.infer<typeof PageAnswer>;

const Connection = z.object({ discussions: Discussions }).nullish();

/** More discussions of one item. */
export const DiscussionsAnswer = z.object({
  project: z.object({ issue: Connection, mergeRequest: Connection }).nullish(),
});
