import { z } from 'zod';

/** A site as our own pages see it: never its token. */
export interface SiteView {
  /** Origin and relative URL root, without a trailing slash. */
  root: string;
  user: { username: string; name: string };
  scopes: string[];
  /** `YYYY-MM-DD`, or null for a token that does not expire. */
  expiresAt: string | null;
  /** How the user signed in, where it was not by a token with scopes. */
  signIn?: 'fine_grained' | 'oauth';
  /** Id of the OAuth application. */
  clientId?: string;
  /** True where the sign-in ends with the browser's session. */
  forSession?: boolean;
  /** True where the organisation's rules have switched it off since it was saved. */
  offByPolicy?: boolean;
}

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
