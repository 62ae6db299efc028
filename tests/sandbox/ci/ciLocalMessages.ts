import { z } from 'zod';

/** One run of gitlab-ci-local, as its process is asked for it. */
export const Run = z.object({ id: z.number(), checkout: z.string(), options: z.array(z.string()) });
export type Run = z.infer<typeof Run>;

export const CiLocalAnswer = z.object({
  /** False where it exits with an error. */
  ok: z.boolean(),
  stdout: z.string(),
  /** Without colours. */
  stderr: z.string(),
});
export type CiLocalAnswer = z.infer<typeof CiLocalAnswer>;

/** What came of a run: an answer, or why it could not be started. */
export const Ran = z.object({
  id: z.number(),
  came: z.union([CiLocalAnswer, z.object({ failure: z.string() })]),
});
export type Ran = z.infer<typeof Ran>;
