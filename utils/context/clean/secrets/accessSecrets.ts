import { looksRandom } from './looksRandom.ts';
import type { Span } from './Span.ts';

const URL_USER =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:@/?#'"<>]{0,200})(?::([^\s@/?#'"<>]{1,200}))?@/gi;
const AUTHORIZATION =
  /\bauthorization\\?["']?[ \t]{0,4}[:=,][ \t]{0,5}\\?["']?(?:(?:bearer|basic|(?:api-)?token)[ \t]{1,4})?([\w.~+/=@-]{8,5000})/gi;
const USER_OPTION =
  /(?<=\s)(?:-u|--user)(?:=|[ \t]{0,5})(?:"[^":\n]{0,100}:([^"\n]{3,200})"|'[^':\n]{0,100}:([^'\n]{3,200})'|["']?[^\s:"']{0,100}["']?:["']?([^\s"'\\]{3,200}))/g;
/** A header of a request of curl's whose name tells of a credential; a UUID is one there, too. */
const HEADER =
  /(?<=\s)(?:-H|--header)(?:=|[ \t]{0,5})\\?["'][\w-]{0,40}(?:key|token|secret|auth)[\w-]{0,20}:[ \t]{0,4}(?=[\w.~+/=-]{0,100}\d)([\w.~+/=-]{8,500})\\?["']/gi;
/** A user without a password: a token stands there in its place. */
const USER_ALONE = /(?<=\s)(?:-u|--user)(?:=|[ \t]{0,5})(["']?)([^\s:"'\\]{8,200}):\1(?=\s)/g;
const PLACEHOLDER =
  /^(?:\$[\w{(].*|[%<{[*].*|x+|\*+|\.+|change(?:it|me)|test|pwd|yyy|pass(?:word|wd)?[>}\]]?|secret|token|x-oauth-basic|x-token-auth)$/i;
/** A name of code, or dots in place of a value. */
const CODE = /^@?[A-Za-z_-]*(?:\.[A-Za-z_-]*)*$|\.{3}$/;
/** An address to which programs report their errors: it is made to be public. */
const REPORTS = /[\w.-]{0,100}sentry/iy;
/** So far before its option a command may begin. */
const COMMAND = 600;

function last(match: RegExpExecArray, group: string, kind: string): Span {
  const start = match.index + match[0].lastIndexOf(group);
  return { kind, start, end: start + group.length };
}

/** Credentials by the place where they give access: users and passwords of URLs, `Authorization`, `curl -u`. */
export function accessSecrets(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(URL_USER)) {
    const [all, user = '', password] = match;
    if (password !== undefined && !PLACEHOLDER.test(password))
      spans.push(last(match, password, 'url-password'));
    REPORTS.lastIndex = match.index + all.length;
    if (user.length >= 16 && looksRandom(user, false, false) && !REPORTS.test(text)) {
      const start = match.index + all.indexOf('://') + 3;
      spans.push({ kind: 'url-user', start, end: start + user.length });
    }
  }
  for (const match of text.matchAll(AUTHORIZATION)) {
    const value = match[1] ?? '';
    if (CODE.test(value)) continue;
    if (value.length >= 16 || looksRandom(value, true, false))
      spans.push(last(match, value, 'authorization'));
  }
  for (const match of text.matchAll(USER_OPTION)) {
    const password = match[1] ?? match[2] ?? match[3] ?? '';
    if (PLACEHOLDER.test(password) || !isOfCurl(text, match)) continue;
    spans.push(last(match, password, 'password'));
  }
  for (const match of text.matchAll(USER_ALONE)) {
    const [, , user = ''] = match;
    if (looksRandom(user, true, true) && isOfCurl(text, match)) {
      spans.push(last(match, user, 'url-user'));
    }
  }
  for (const match of text.matchAll(HEADER)) {
    const [, value = ''] = match;
    if (!PLACEHOLDER.test(value) && isOfCurl(text, match)) {
      spans.push(last(match, value, 'authorization'));
    }
  }
  return spans;
}

function isOfCurl(text: string, { index }: RegExpExecArray): boolean {
  return /\bcurl\b/.test(text.slice(Math.max(0, index - COMMAND), index));
}
