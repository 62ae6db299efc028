/** The part of `browser.identity` that knows the extension's redirect address. */
export interface RedirectSource {
  getRedirectURL(path?: string): string;
}

/**
 * The redirect address of one site, to be registered with its application: the extension's own, and as its path 32 hex
 * digits of the SHA-256 of the site's root. No two sites share one, so no site can send a sign-in on to another.
 */
export async function redirectAddress(identity: RedirectSource, root: string): Promise<string> {
  return identity.getRedirectURL(await redirectPath(root));
}

/** The path alone, without a leading slash. */
export async function redirectPath(root: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(root));
  return Array.from(new Uint8Array(digest).subarray(0, 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
