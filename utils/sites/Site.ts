import { z } from 'zod';
import type { SiteView } from '../messages/OwnApi.ts';

/** One GitLab that is switched on, as stored. Its credential is not part of it. */
export const Site: z.ZodType<SiteView> = z.object({
  root: z.string(),
  user: z.object({ username: z.string(), name: z.string() }),
  scopes: z.array(z.string()),
  expiresAt: z.string().nullable(),
  signIn: z.enum(['fine_grained', 'oauth']).exactOptional(),
  clientId: z.string().exactOptional(),
  forSession: z.boolean().exactOptional(),
});
export type Site = SiteView;
