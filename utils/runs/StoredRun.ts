import { z } from 'zod';
import { FAILURE_KINDS, REASONS, SEEN, type Failure } from '../gitlab/Failure.ts';
import { CAUSES } from '../outcome/Cause.ts';
import type { Finding } from '../outcome/Finding.ts';
import { THREAD_STATES } from '../outcome/ThreadOutcome.ts';
import { OUTCOME_KINDS, VERIFIED, type Outcome } from '../outcome/Outcome.ts';
import { RUN_STATES, type Run } from './Run.ts';
import { StoredUntilGreen } from './untilGreen/StoredUntilGreen.ts';

/** Leaves out an optional word that this version does not know: the rest of what holds it is worth having. */
function withKnown(key: string, words: readonly string[]) {
  return (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(
          Object.entries(value).filter(([name, word]) => name !== key || words.includes(word)),
        );
}

const StoredFailure = z.preprocess(
  withKnown('reason', REASONS),
  z.object({
    kind: z.enum(FAILURE_KINDS).catch('unknown'),
    reason: z.enum(REASONS).exactOptional(),
    status: z.number().exactOptional(),
    detail: z.string().exactOptional(),
    seen: z
      .object({ what: z.enum(SEEN).catch('unexpected'), values: z.array(z.string()) })
      .exactOptional(),
    subject: z.string().exactOptional(),
  }) satisfies z.ZodType<Failure>,
);

const OutcomeForm = z.object({
  kind: z.enum(OUTCOME_KINDS).catch('nothing'),
  answer: z.string(),
  branch: z.string().nullable(),
  commits: z.array(z.string()),
  mergeRequest: z.object({ iid: z.number(), webUrl: z.string() }).nullable(),
  turns: z.number().nullable(),
  costUsd: z.number().nullable(),
  deniedTools: z.array(z.string()),
  limit: z.enum(['turns', 'cost', 'time']).nullable().catch(null),
  errors: z.array(z.string()),
  cause: z.enum(CAUSES).exactOptional(),
  unreadable: z.boolean().exactOptional(),
  source: z.enum(['made', 'log']).exactOptional(),
  changedFiles: z
    .array(z.object({ path: z.string(), added: z.number(), removed: z.number() }))
    .exactOptional(),
  noteUrl: z.string().exactOptional(),
  readCommit: z.string().exactOptional(),
  verified: z.enum(VERIFIED).exactOptional(),
  // Bounded and written by `findingsOf`, and nowhere else.
  findings: z
    .custom<Finding[]>(
      (value) => Array.isArray(value) && value.every((one) => typeof one?.text === 'string'),
    )
    .exactOptional(),
  threads: z
    .array(
      z.object({
        id: z.string(),
        state: z.enum(THREAD_STATES).catch('failed'),
        commit: z.string().nullable(),
        replyUrl: z.string().nullable(),
        resolved: z.boolean(),
        reply: z.string(),
        problem: z.string(),
      }),
    )
    .exactOptional(),
}) satisfies z.ZodType<Outcome>;

const StoredOutcome = z.preprocess(
  withKnown('source', ['made', 'log']),
  z.preprocess(
    withKnown('cause', CAUSES),
    z.preprocess(withKnown('verified', VERIFIED), OutcomeForm),
  ),
);

/**
 * A run as it is read back. A run written by another version loses nothing: fields that are unknown here are kept, a word
 * that is unknown is read as the nearest that is known. A state that is unknown ends the run here: nobody can follow it.
 */
export const StoredRun: z.ZodType<Run> = z.looseObject({
  id: z.string(),
  site: z.string(),
  projectId: z.number(),
  projectPath: z.string(),
  page: z.object({ type: z.enum(['issue', 'merge_request']), iid: z.number(), title: z.string() }),
  discussionId: z.string().exactOptional(),
  preset: z.string(),
  mode: z.enum(['ask', 'change', 'plan']).catch('ask'),
  continues: z.string().exactOptional(),
  private: z.boolean().exactOptional(),
  sentPrivate: z.boolean().exactOptional(),
  acknowledges: z.boolean().exactOptional(),
  head: z.string().exactOptional(),
  amends: z.array(z.string()).exactOptional(),
  label: z.string(),
  ref: z.string(),
  pipelineName: z.string(),
  named: z.boolean(),
  jobName: z.string(),
  newestPipelineId: z.number(),
  state: z.enum(RUN_STATES).catch('lost'),
  runner: z.object({ projectPath: z.string(), askedProjectId: z.number() }).exactOptional(),
  trigger: z.boolean().exactOptional(),
  createdAt: z.string(),
  finishedAt: z.string().exactOptional(),
  pipelineId: z.number().exactOptional(),
  pipelineUrl: z.string().exactOptional(),
  jobId: z.number().exactOptional(),
  jobUrl: z.string().exactOptional(),
  jobStatus: z.string().exactOptional(),
  jobStatusSince: z.string().exactOptional(),
  stage: z.string().exactOptional(),
  startedAt: z.string().exactOptional(),
  movedTo: z.string().exactOptional(),
  cancelWanted: z.boolean().exactOptional(),
  supersededBy: z.string().exactOptional(),
  failure: StoredFailure.exactOptional(),
  refused: z.boolean().exactOptional(),
  listings: z.object({ without: z.number(), unclear: z.number() }).exactOptional(),
  outcome: StoredOutcome.exactOptional(),
  duplicates: z.array(z.number()).exactOptional(),
  toCancel: z.array(z.number()).exactOptional(),
  listedAt: z.string().exactOptional(),
  unseenSince: z.string().exactOptional(),
  published: z.boolean().exactOptional(),
  dropped: z.boolean().exactOptional(),
  expired: z.boolean().exactOptional(),
  untilGreen: StoredUntilGreen.exactOptional(),
  threads: z.array(z.object({ id: z.string(), label: z.string() })).exactOptional(),
  fixes: z.string().exactOptional(),
});
