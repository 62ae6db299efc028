import { z } from 'zod';

/** What we read of GitLab's REST v4 entities; everything else in an answer is ignored. Names are GitLab's own. */

export const User = z.object({ id: z.number(), username: z.string(), name: z.string() });
export type User = z.infer<typeof User>;

/** `GET /personal_access_tokens/self`. */
export const AccessToken = z.object({
  name: z.string().optional(),
  scopes: z.array(z.string()),
  expires_at: z.string().nullable(),
  active: z.boolean(),
  revoked: z.boolean(),
  granular: z.boolean().optional(),
  /** What a fine-grained token may do, e.g. `read_job` (GitLab 19.x). */
  granular_scopes: z.array(z.object({ permissions: z.array(z.string()) })).optional(),
});
export type AccessToken = z.infer<typeof AccessToken>;

const Access = z.object({ access_level: z.number() }).nullable().optional();

export const Project = z.object({
  id: z.number(),
  path_with_namespace: z.string(),
  default_branch: z.string().nullable(),
  web_url: z.string(),
  visibility: z.string().optional(),
  ci_config_path: z.string().nullable().optional(),
  /** Whether all who see the project see its pipelines and logs. */
  public_jobs: z.boolean().nullable().optional(),
  permissions: z.object({ project_access: Access, group_access: Access }).optional(),
  /** Only Maintainers see it (facts: GitLab 18.9, `lib/api/entities/project.rb`). */
  ci_pipeline_variables_minimum_override_role: z.string().optional(),
});
export type Project = z.infer<typeof Project>;

export const Branch = z.object({
  name: z.string(),
  protected: z.boolean(),
  default: z.boolean(),
  can_push: z.boolean(),
  developers_can_push: z.boolean(),
  developers_can_merge: z.boolean(),
  commit: z.object({ id: z.string() }),
});
export type Branch = z.infer<typeof Branch>;

export const LintJob = z.object({
  name: z.string(),
  stage: z.string().optional(),
  script: z.array(z.string()).optional(),
  when: z.string().nullable().optional(),
});

/** Answer of `ci/lint`. */
export const Lint = z.object({
  valid: z.boolean(),
  errors: z.array(z.string()),
  warnings: z.array(z.string()).optional(),
  merged_yaml: z.string().nullable().optional(),
  jobs: z.array(LintJob).nullable().optional(),
});
export type Lint = z.infer<typeof Lint>;

export const Issue = z.object({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  labels: z.array(z.string()),
  confidential: z.boolean().optional(),
  author: User,
  assignees: z.array(User).optional(),
  milestone: z.object({ title: z.string() }).nullable().optional(),
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string(),
});
export type Issue = z.infer<typeof Issue>;

export const MergeRequest = z.object({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  draft: z.boolean().optional(),
  labels: z.array(z.string()),
  author: User,
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.number().nullable(),
  target_project_id: z.number(),
  sha: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string(),
});
export type MergeRequest = z.infer<typeof MergeRequest>;

export const Position = z.object({
  old_path: z.string().nullable(),
  new_path: z.string().nullable(),
  old_line: z.number().nullable().optional(),
  new_line: z.number().nullable().optional(),
});

export const Note = z.object({
  id: z.number(),
  body: z.string(),
  author: User,
  created_at: z.string(),
  system: z.boolean(),
  internal: z.boolean().optional(),
  resolvable: z.boolean().optional(),
  resolved: z.boolean().optional(),
  position: Position.nullable().optional(),
});
export type Note = z.infer<typeof Note>;

export const Discussion = z.object({
  id: z.string(),
  individual_note: z.boolean(),
  notes: z.array(Note),
});
export type Discussion = z.infer<typeof Discussion>;

/** One file of `GET /merge_requests/:iid/diffs`. */
export const Diff = z.object({
  old_path: z.string(),
  new_path: z.string(),
  diff: z.string(),
  new_file: z.boolean(),
  renamed_file: z.boolean(),
  deleted_file: z.boolean(),
  generated_file: z.boolean().nullable().optional(),
  collapsed: z.boolean().nullable().optional(),
  too_large: z.boolean().nullable().optional(),
});
export type Diff = z.infer<typeof Diff>;

export const Commit = z.object({
  id: z.string(),
  title: z.string(),
  message: z.string(),
  author_name: z.string(),
  created_at: z.string(),
});
export type Commit = z.infer<typeof Commit>;

export const Pipeline = z.object({
  id: z.number(),
  iid: z.number().optional(),
  project_id: z.number(),
  status: z.string(),
  source: z.string().optional(),
  ref: z.string(),
  sha: z.string(),
  name: z.string().nullable().optional(),
  web_url: z.string(),
  created_at: z.string(),
});
export type Pipeline = z.infer<typeof Pipeline>;

export const PipelineVariable = z.object({ key: z.string(), value: z.string() });
export type PipelineVariable = z.infer<typeof PipelineVariable>;

export const Job = z.object({
  id: z.number(),
  name: z.string(),
  stage: z.string(),
  status: z.string(),
  allow_failure: z.boolean().optional(),
  failure_reason: z.string().nullable().optional(),
  web_url: z.string(),
  started_at: z.string().nullable().optional(),
  finished_at: z.string().nullable().optional(),
});
export type Job = z.infer<typeof Job>;
