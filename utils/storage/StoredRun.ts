import { z } from 'zod';
import type { Failure } from '../gitlab/Failure.ts';
import type { Outcome } from '../outcome/Outcome.ts';
import type { Run } from '../runs/Run.ts';

const StoredFailure: z.ZodType<Failure> = z.object({
  kind: z.enum([
    'answer_lost',
    'network',
    'not_json',
    'rate_limited',
    'token_refused',
    'forbidden',
    'not_found',
    'variables_forbidden',
    'no_job',
    'no_ci_file',
    'no_ref',
    'refused',
    'unknown',
  ]),
  status: z.number().exactOptional(),
  detail: z.string().exactOptional(),
  subject: z.string().exactOptional(),
});

const StoredOutcome: z.ZodType<Outcome> = z.object({
  kind: z.enum(['cancelled', 'failed', 'limit', 'changed', 'denied', 'answered', 'nothing']),
  answer: z.string(),
  branch: z.string().nullable(),
  commits: z.array(z.string()),
  mergeRequest: z.object({ iid: z.number(), webUrl: z.string() }).nullable(),
  turns: z.number().nullable(),
  costUsd: z.number().nullable(),
  deniedTools: z.array(z.string()),
  limit: z.enum(['turns', 'cost', 'time']).nullable(),
  errors: z.array(z.string()),
});

/** A run as it is read back. Unknown fields are kept: a run written by a newer version loses nothing. */
export const StoredRun: z.ZodType<Run> = z.looseObject({
  id: z.string(),
  site: z.string(),
  projectId: z.number(),
  projectPath: z.string(),
  page: z.object({ type: z.enum(['issue', 'merge_request']), iid: z.number(), title: z.string() }),
  discussionId: z.string().exactOptional(),
  preset: z.string(),
  mode: z.enum(['ask', 'change', 'plan']),
  private: z.boolean().exactOptional(),
  label: z.string(),
  ref: z.string(),
  pipelineName: z.string(),
  named: z.boolean(),
  jobName: z.string(),
  newestPipelineId: z.number(),
  state: z.enum([
    'sending',
    'created',
    'waiting',
    'running',
    'canceling',
    'finished',
    'failed',
    'cancelled',
    'superseded',
    'skipped',
    'lost',
  ]),
  createdAt: z.string(),
  finishedAt: z.string().exactOptional(),
  pipelineId: z.number().exactOptional(),
  pipelineUrl: z.string().exactOptional(),
  jobId: z.number().exactOptional(),
  jobUrl: z.string().exactOptional(),
  jobStatus: z.string().exactOptional(),
  cancelWanted: z.boolean().exactOptional(),
  failure: StoredFailure.exactOptional(),
  outcome: StoredOutcome.exactOptional(),
  twins: z.array(z.number()).exactOptional(),
});
