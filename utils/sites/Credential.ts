import { z } from 'zod';

/** What an OAuth application was given: an access token for about two hours, and what gets the next one. */
export const Grant = z.object({
  kind: z.literal('oauth'),
  clientId: z.string(),
  access: z.string(),
  refresh: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});
export type Grant = z.infer<typeof Grant>;

/** What proves to a GitLab who asks: a personal access token (or a project's trigger token), or an application's grant. */
export const Credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('token'), token: z.string() }),
  Grant,
]);
export type Credential = z.infer<typeof Credential>;
