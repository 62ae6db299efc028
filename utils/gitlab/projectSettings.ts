import { z } from 'zod';

/** What we read of a project's settings. Values of variables and tokens are never taken over from an answer, but for the one that names a provider. */

/** Chooses which of our jobs runs (`templates/claude.yml`). */
export const PROVIDER_VARIABLE = 'CLAUDE_PROVIDER';

const VariableMarks = z.object({
  key: z.string(),
  protected: z.boolean(),
  masked: z.boolean(),
  environment_scope: z.string().optional(),
});
export interface ProjectVariable extends z.infer<typeof VariableMarks> {
  /** The value of `CLAUDE_PROVIDER` alone. */
  provider?: string;
}
export const ProjectVariable: z.ZodType<ProjectVariable> = VariableMarks.extend({
  value: z.string().nullish(),
}).transform(({ value, ...marks }) =>
  marks.key === PROVIDER_VARIABLE && value ? { ...marks, provider: value } : marks,
);

/** `GET /runners/:id`; a list of runners says less. */
export const RunnerDetails = z.object({
  id: z.number(),
  tag_list: z.array(z.string()),
  run_untagged: z.boolean(),
  paused: z.boolean().optional(),
  /** `ref_protected`: runs only jobs of protected refs. */
  access_level: z.string().optional(),
  /** When GitLab last heard of it; `online` holds for two hours after that. */
  contacted_at: z.string().nullish(),
});
export type RunnerDetails = z.infer<typeof RunnerDetails>;

export const JobTokenScope = z.object({
  /** False lets the job tokens of all projects in. */
  inbound_enabled: z.boolean(),
});
export type JobTokenScope = z.infer<typeof JobTokenScope>;

/** Premium; patterns are RE2, empty or absent for none. */
export const PushRule = z.object({
  branch_name_regex: z.string().nullish(),
  commit_message_regex: z.string().nullish(),
  author_email_regex: z.string().nullish(),
  /** Authors have to be users of this GitLab. */
  member_check: z.boolean().nullish(),
  /** Committers have to be who pushes. */
  commit_committer_check: z.boolean().nullish(),
  reject_unsigned_commits: z.boolean().nullish(),
});
export type PushRule = z.infer<typeof PushRule>;

export const ProjectAccessToken = z.object({
  name: z.string(),
  scopes: z.array(z.string()),
  active: z.boolean(),
  access_level: z.number(),
});
export type ProjectAccessToken = z.infer<typeof ProjectAccessToken>;
