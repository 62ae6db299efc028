import { z } from 'zod';
import { FAILURE_KINDS } from '../../gitlab/Failure.ts';
import { GreenLimitsForm } from '../../storage/GreenLimitsForm.ts';
import { AskOptionsForm } from '../../storage/WrittenPreset.ts';
import { GREEN_ENDS, GREEN_PHASES, type UntilGreen } from './UntilGreen.ts';

/** As it is read back: a phase that another version knows ends it. */
export const StoredUntilGreen: z.ZodType<UntilGreen> = z.looseObject({
  limits: GreenLimitsForm,
  until: z.string(),
  jobs: z.array(z.string()),
  ref: z.string().nullable(),
  request: z.object({
    options: AskOptionsForm.exactOptional(),
    leaveOutStrangers: z.boolean().exactOptional(),
  }),
  phase: z.enum(GREEN_PHASES).catch('ended'),
  iid: z.number().exactOptional(),
  commits: z.array(z.string()),
  pushedAt: z.string().exactOptional(),
  after: z.number(),
  arrived: z.boolean(),
  pipeline: z.object({ id: z.number(), status: z.string(), webUrl: z.string() }).exactOptional(),
  fixes: z.array(z.string()),
  next: z.string().exactOptional(),
  spentUsd: z.number(),
  end: z.enum(GREEN_ENDS).catch('refused').exactOptional(),
  failure: z.enum(FAILURE_KINDS).catch('unknown').exactOptional(),
});
