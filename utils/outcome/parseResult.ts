import { z } from 'zod';
import type { Result } from '../gitlab/Failure.ts';
import { findingsOf } from './Finding.ts';
import { threadOutcomesOf } from './ThreadOutcome.ts';
import { VERIFIED, type Outcome, type OutcomeKind } from './Outcome.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

/** `.claude-ci/result.json` as the job leaves it; fields that we do not know are ignored, ones that are missing are empty. */
const JobResult = z.object({
  version: z.literal(1),
  outcome: z.string(),
  answer: text,
  branch: z.string().nullish(),
  commits: texts,
  merge_request: z.object({ iid: z.number(), web_url: z.string() }).nullish(),
  turns: z.number().nullish(),
  cost_usd: z.number().nullish(),
  denied_tools: texts,
  limit: z.enum(['turns', 'cost', 'time']).nullish(),
  errors: texts,
  note_url: z.string().nullish(),
  read_commit: z.string().nullish(),
  // Read by the same function as in the job; what is no finding is left out there.
  findings: z.unknown().optional(),
  threads: z.unknown().optional(),
  // A word of a newer job is no reason to lose the rest.
  verified: z.enum(VERIFIED).nullish().catch(null),
});
type JobResult = z.infer<typeof JobResult>;

/** What the fields themselves say, in the order in which the first true kind is taken. */
function kindOf(result: JobResult, jobStatus: string): OutcomeKind {
  const said = result.outcome;
  const found = findingsOf(result.findings)?.findings ?? [];
  const answered = result.answer.trim() !== '' || found.length > 0;
  const changed = result.branch || result.commits.length > 0 || result.merge_request;
  if (said === 'cancelled' || jobStatus === 'canceled') return 'cancelled';
  if (said === 'failed' || jobStatus === 'failed') return 'failed';
  if (said === 'limit' || result.limit) return 'limit';
  if (said === 'changed' || changed) return 'changed';
  if (said === 'nothing') return 'nothing';
  // A job whose artifact may hold no content leaves its answer in comments alone.
  const posted = result.note_url || threadOutcomesOf(result.threads);
  if (answered || (said === 'answered' && posted)) return 'answered';
  return said === 'denied' || result.denied_tools.length > 0 ? 'denied' : 'nothing';
}

/** As it was written: the reader of the outcome bounds it, whichever way it came. */
function toOutcome(result: JobResult, jobStatus: string): Outcome {
  const made = result.merge_request;
  const found = findingsOf(result.findings);
  const threads = threadOutcomesOf(result.threads);
  return {
    kind: kindOf(result, jobStatus),
    answer: result.answer,
    branch: result.branch ?? null,
    commits: result.commits,
    mergeRequest: made ? { iid: made.iid, webUrl: made.web_url } : null,
    turns: result.turns ?? null,
    costUsd: result.cost_usd ?? null,
    deniedTools: result.denied_tools,
    limit: result.limit ?? null,
    errors: result.errors,
    ...(result.verified && { verified: result.verified }),
    ...(typeof result.note_url === 'string' && { noteUrl: result.note_url }),
    ...(typeof result.read_commit === 'string' && { readCommit: result.read_commit }),
    ...(found && { findings: found.findings }),
    ...(threads && { threads }),
  };
}

function parsedJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Reads the job's result; `not_json` for anything that is not one. `jobStatus` is GitLab's word, and counts where it says worse than the file. */
export function parseResult(source: string, jobStatus: string): Result<Outcome> {
  const result = JobResult.safeParse(parsedJson(source));
  if (result.success) return { ok: true, value: toOutcome(result.data, jobStatus) };
  const issue = result.error.issues[0];
  const detail = `result.json: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.slice(
    0,
    500,
  );
  return { ok: false, failure: { kind: 'not_json', detail } };
}
