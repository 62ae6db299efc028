import { parseUrl } from './parseUrl.ts';

/** Why a typed address cannot be a site. */
export type AddressProblem = 'empty' | 'invalid' | 'scheme' | 'credentials' | 'insecure';

export type ParsedAddress = { ok: true; root: string } | { ok: false; problem: AddressProblem };

/** The loopback hosts that the manifest lets the user grant. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** GitLab's sign-in page, where those land who open its address. */
const SIGN_IN = /\/users\/sign_in\/?$/;

/**
 * The site's root from what a person typed or pasted: scheme optional, relative root kept, the path of a project's
 * page dropped. Plain `http` is taken for loopback only: a token would cross the network in the open.
 */
export function parseSiteAddress(typed: string): ParsedAddress {
  const text = typed.trim();
  if (!text) return { ok: false, problem: 'empty' };
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeFor(text)}${text}`);
  if (!url?.hostname) return { ok: false, problem: 'invalid' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, problem: 'scheme' };
  if (url.username || url.password) return { ok: false, problem: 'credentials' };
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname))
    return { ok: false, problem: 'insecure' };
  // Every project page has `/-/`; how much of the path before it is the relative root cannot be told.
  const path = url.pathname.includes('/-/')
    ? ''
    : url.pathname.replace(/\/+/g, '/').replace(SIGN_IN, '');
  return { ok: true, root: url.origin + path.replace(/\/$/, '') };
}

function schemeFor(text: string): string {
  const host = /^[^/:?#]*/.exec(text)?.[0].toLowerCase() ?? '';
  return LOOPBACK.has(host) ? 'http://' : 'https://';
}
