import { z } from 'zod';

/** How far a run may go by itself until its pipeline is green (`utils/runs/untilGreen/UntilGreen.ts`). */
export const GreenLimitsForm = z.object({
  asks: z.number().int().min(1).max(5),
  costUsd: z.number().positive().max(1000).nullable(),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
});
