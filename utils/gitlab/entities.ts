/** Over 250 lines: a flat table of GitLab's fields, entity by entity, best read in one place. */

import { z } from 'zod';
import { withFallbacks, Missing } from './withFallbacks.ts';

/** What we read of GitLab's REST v4 entities; everything else in an answer is ignored. Names are GitLab's own. */

export const User = z.object({ id: z.number(), username: z.string(), name: z.string() });
export type User = z.infer<typeof User>;

/** A user of whom only the name counts. */
const Named = User.pick({ username: true });

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
  /** Absent where the user may not see the code, or the repository is switched off. */
  default_branch: z.string().nullable().default(null),
  /** A new project has the name of a default branch before it has the branch. */
  empty_repo: z.boolean().optional(),
  /** `disabled`, `private` (members alone) or `enabled`. */
  repository_access_level: z.string().optional(),
  web_url: z.string(),
  visibility: z.string().optional(),
  /** No pipeline runs there. */
  archived: z.boolean().optional(),
  /** Whether CI/CD is switched on. */
  jobs_enabled: z.boolean().optional(),
  builds_access_level: z.string().optional(),
  ci_config_path: z.string().nullable().optional(),
  /** Whether all who see the project see its pipelines and logs. */
  public_jobs: z.boolean().nullable().optional(),
  permissions: z.object({ project_access: Access, group_access: Access }).optional(),
  /** Only Maintainers see it (GitLab 18.9, `lib/api/entities/project.rb`). */
  ci_pipeline_variables_minimum_override_role: z.string().optional(),
  /** Whether a job may push with its own token (GitLab 17.2); for Maintainers only. */
  ci_push_repository_for_job_token_allowed: z.boolean().optional(),
  namespace: z.object({ full_path: z.string(), kind: z.string() }).optional(),
});
export type Project = z.infer<typeof Project>;

export const Branch = z.object({
  name: z.string(),
  protected: z.boolean(),
  default: z.boolean(),
  can_push: z.boolean(),
  developers_can_push: z.boolean(),
  developers_can_merge: z.boolean(),
  commit: z.object({ id: z.string(), message: z.string().optional().catch(undefined) }),
});
export type Branch = z.infer<typeof Branch>;

/** One entry of `GET /projects/:id/repository/tree`. */
export const TreeEntry = z.object({ id: z.string(), path: z.string(), type: z.string() });
export type TreeEntry = z.infer<typeof TreeEntry>;

/** `GET /version`, e.g. `18.9.0-ee`. */
export const Version = z.object({ version: z.string() });
export type Version = z.infer<typeof Version>;

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

/** Stands where GitLab does not say who wrote something. */
export const NOBODY: User = { id: 0, username: 'unknown', name: 'unknown' };

const References = z.object({ full: z.string() }).optional().catch(undefined);
const Milestone = z
  .object({ id: z.number().optional(), title: z.string(), due_date: z.string().nullish() })
  .nullable()
  .optional()
  .catch(undefined);

/** What issues and merge requests have in common. */
const Noteable = z.object({
  id: z.number(),
  iid: z.number(),
  project_id: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  state: z.string(),
  labels: z.array(z.string()),
  author: User,
  assignees: z.array(Named).optional().catch(undefined),
  milestone: Milestone,
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string(),
  references: References,
  /** Whether members alone may comment; an odd value counts as yes. */
  discussion_locked: z.boolean().nullish().catch(true),
  /** GitLab's own rendering, which GraphQL alone gives. */
  title_html: z.string().optional(),
  description_html: z.string().optional(),
  missing: Missing,
});

const NOTEABLE_FALLBACKS = {
  title: '',
  description: null,
  state: 'unknown',
  labels: [],
  author: NOBODY,
  created_at: '',
  updated_at: '',
  web_url: '',
};

export const Issue = withFallbacks(
  Noteable.extend({
    /** An odd value counts as yes: better private than shown. */
    confidential: z.boolean().optional().catch(true),
    due_date: z.string().nullish().catch(undefined),
  }),
  NOTEABLE_FALLBACKS,
);
export type Issue = z.infer<typeof Issue>;

export const MergeRequest = withFallbacks(
  Noteable.extend({
    draft: z.boolean().optional().catch(undefined),
    reviewers: z.array(Named).optional().catch(undefined),
    source_branch: z.string(),
    target_branch: z.string(),
    source_project_id: z.number().nullable(),
    target_project_id: z.number(),
    sha: z.string().nullable(),
    /** A number, with a `+` where GitLab stopped counting; null while the diff is being prepared. */
    changes_count: z.string().nullish().catch(undefined),
    /** When GitLab had the diff ready: null until then, and for ever in merge requests of old. */
    prepared_at: z.string().nullish().catch(undefined),
    /** `preparing` until the diff is ready; GitLab 15.6 and later. */
    detailed_merge_status: z.string().nullish().catch(undefined),
    /** The commits that its diff lies between; a single merge request alone has it, once the diff is ready. */
    diff_refs: z
      .object({ base_sha: z.string(), start_sha: z.string(), head_sha: z.string() })
      .nullish()
      .catch(undefined),
  }),
  {
    ...NOTEABLE_FALLBACKS,
    source_branch: '',
    target_branch: '',
    source_project_id: null,
    target_project_id: 0,
    sha: null,
  },
);
export type MergeRequest = z.infer<typeof MergeRequest>;

/** What GitLab answers to a note that it read as quick actions alone (202): no note is made. */
export const QuickActions = z.object({
  commands_changes: z.unknown(),
  summary: z.array(z.string()).catch([]),
});

/** An issue or merge request that another one names: of any project, or of a tracker outside GitLab (then `id` is a text and there is no `iid`). */
export const Linked = withFallbacks(
  z.object({
    id: z.union([z.number(), z.string()]),
    iid: z.number().nullable(),
    project_id: z.number().nullable(),
    title: z.string(),
    description: z.string().nullable(),
    /** GitLab's own rendering, where it is known. */
    description_html: z.string().optional(),
    state: z.string(),
    labels: z.array(z.string()),
    confidential: z.boolean().optional().catch(true),
    author: User,
    web_url: z.string(),
    references: References,
    /** `relates_to`, `blocks` or `is_blocked_by`, of an issue link. */
    link_type: z.string().optional().catch(undefined),
    missing: Missing,
  }),
  {
    iid: null,
    project_id: null,
    title: '',
    description: null,
    state: 'unknown',
    labels: [],
    author: NOBODY,
    web_url: '',
  },
);
export type Linked = z.infer<typeof Linked>;

export const Member = z.object({ id: z.number() });
export type Member = z.infer<typeof Member>;

export const Position = z.object({
  old_path: z.string().nullable(),
  new_path: z.string().nullable(),
  old_line: z.number().nullable().optional(),
  new_line: z.number().nullable().optional(),
  base_sha: z.string().nullish(),
  head_sha: z.string().nullish(),
});

export const Note = withFallbacks(
  z.object({
    id: z.number(),
    body: z.string(),
    author: User,
    created_at: z.string(),
    system: z.boolean(),
    internal: z.boolean().optional().catch(true),
    /** The name of `internal` before GitLab 15.5, still there since. */
    confidential: z.boolean().nullish().catch(true),
    resolvable: z.boolean().optional().catch(undefined),
    resolved: z.boolean().optional().catch(undefined),
    position: Position.nullable().optional().catch(undefined),
    /** GitLab's own rendering, which GraphQL alone gives. */
    body_html: z.string().optional(),
    missing: Missing,
  }),
  { body: '', author: NOBODY, created_at: '', system: false },
);
export type Note = z.infer<typeof Note>;

export const Discussion = withFallbacks(
  z.object({
    id: z.string(),
    individual_note: z.boolean(),
    notes: z.array(Note),
    missing: Missing,
  }),
  { individual_note: false, notes: [] },
);
export type Discussion = z.infer<typeof Discussion>;

/** A note of a review that is not published yet. */
export const DraftNote = z.object({
  id: z.number(),
  note: z.string(),
  /** Where GitLab found the line of its position; else null: such a one is lost when it is published. */
  line_code: z.string().nullable(),
  position: Position.nullable().optional().catch(undefined),
});
export type DraftNote = z.infer<typeof DraftNote>;

/** One file of `GET /merge_requests/:iid/diffs`; `collapsed` and `too_large` since GitLab 18.4. */
export const Diff = withFallbacks(
  z.object({
    old_path: z.string(),
    new_path: z.string(),
    diff: z.string(),
    new_file: z.boolean(),
    renamed_file: z.boolean(),
    deleted_file: z.boolean(),
    generated_file: z.boolean().nullable().optional().catch(undefined),
    collapsed: z.boolean().nullable().optional().catch(undefined),
    too_large: z.boolean().nullable().optional().catch(undefined),
    missing: Missing,
  }),
  { diff: '', new_file: false, renamed_file: false, deleted_file: false },
);
export type Diff = z.infer<typeof Diff>;

export const Commit = withFallbacks(
  z.object({
    id: z.string(),
    title: z.string(),
    message: z.string(),
    author_name: z.string(),
    created_at: z.string(),
    missing: Missing,
  }),
  { title: '', message: '', author_name: 'unknown', created_at: '' },
);
export type Commit = z.infer<typeof Commit>;

export const Pipeline = withFallbacks(
  z.object({
    id: z.number(),
    iid: z.number().optional().catch(undefined),
    project_id: z.number(),
    status: z.string(),
    source: z.string().nullish().catch(undefined),
    ref: z.string(),
    sha: z.string(),
    name: z.string().nullable().optional().catch(undefined),
    web_url: z.string(),
    created_at: z.string(),
    missing: Missing,
  }),
  { project_id: 0, ref: '', sha: '', web_url: '', created_at: '' },
);
export type Pipeline = z.infer<typeof Pipeline>;

export const PipelineVariable = z.object({ key: z.string(), value: z.string() });
export type PipelineVariable = z.infer<typeof PipelineVariable>;

export const Job = withFallbacks(
  z.object({
    id: z.number(),
    name: z.string(),
    stage: z.string(),
    status: z.string(),
    allow_failure: z.boolean().optional().catch(undefined),
    failure_reason: z.string().nullable().optional().catch(undefined),
    web_url: z.string(),
    pipeline: z.object({ id: z.number() }).optional().catch(undefined),
    started_at: z.string().nullable().optional().catch(undefined),
    finished_at: z.string().nullable().optional().catch(undefined),
    /** Seconds in the queue, up to now while it waits. */
    queued_duration: z.number().nullable().optional().catch(undefined),
    tag_list: z.array(z.string()).nullable().optional().catch(undefined),
    /** As whom it runs. */
    user: z.object({ id: z.number() }).nullable().optional().catch(undefined),
    missing: Missing,
  }),
  { stage: '', web_url: '' },
);
export type Job = z.infer<typeof Job>;

/** A trigger job: it starts a pipeline below its own. */
export const Bridge = withFallbacks(
  z.object({
    id: z.number(),
    name: z.string(),
    stage: z.string(),
    status: z.string(),
    allow_failure: z.boolean().optional().catch(undefined),
    failure_reason: z.string().nullable().optional().catch(undefined),
    /** Null where none was made. */
    downstream_pipeline: z
      .object({ id: z.number(), project_id: z.number().optional(), status: z.string() })
      .nullable()
      .optional()
      .catch(undefined),
    missing: Missing,
  }),
  { stage: '' },
);
export type Bridge = z.infer<typeof Bridge>;

export const Runner = z.object({ id: z.number() });
export type Runner = z.infer<typeof Runner>;
