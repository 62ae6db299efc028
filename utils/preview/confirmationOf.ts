import type { Mode } from '../prompt/Preset.ts';

/**
 * Why the last press of a change lies in a window of the extension's own, out of reach of the page: the token is another
 * user's than the page's session, nobody is signed in on the page, or it may do more than a session of the same user. Of any ask: a comment set it going, and no press
 * in our panel.
 */
export type Confirmation = 'other_user' | 'signed_out' | 'trigger_token' | 'wide_token' | 'mention';

/** Scopes that let a token do what its user's session does not: act as others, and as an administrator without asking again. */
const WIDE: ReadonlySet<string> = new Set(['sudo', 'admin_mode']);

interface Asked {
  mode: Mode;
  /** Who is signed in on the page: null for nobody, undefined where it does not say. */
  pageUser: string | null | undefined;
  /** Whom pages of the site have named before: no page can take that back. */
  pageUsers: readonly string[];
  /** Whether a trigger token fires it, which acts as its owner. */
  trigger: boolean;
}

/** Null where the press in the page is enough. `token` is whose credential the site has, null where that is not known. */
export function confirmationOf(
  { mode, pageUser, pageUsers, trigger }: Asked,
  token: { username: string; scopes: readonly string[] } | null,
): Confirmation | null {
  if (mode !== 'change') return null;
  if (trigger) return 'trigger_token';
  if (pageUser === null) return 'signed_out';
  const own = token?.username.toLowerCase();
  const said = pageUser === undefined ? pageUsers : [pageUser, ...pageUsers];
  if (said.some((name) => name.toLowerCase() !== own)) return 'other_user';
  return token?.scopes.some((scope) => WIDE.has(scope)) ? 'wide_token' : null;
}
