import { looksRandom } from './looksRandom.ts';
import type { Span } from './Span.ts';

const URL_USER =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:@/?#'"<>]{0,200})(?::([^\s@/?#'"<>]{1,200}))?@/gi;
const AUTHORIZATION =
  /\bauthorization\\?["']?[ \t]{0,4}[:=,][ \t]{0,5}\\?["']?(?:(?:bearer|basic|(?:api-)?token)[ \t]{1,4})?([\w.~+/=@-]{8,5000})/gi;
const USER_OPTION =
  /(?<=\s)(?:-u|--user)(?:=|[ \t]{0,5})(?:"[^":\n]{0,100}:([^"\n]{3,200})"|'[^':\n]{0,100}:([^'\n]{3,200})'|[^\s:"']{0,100}:([^\s"'\\]{3,200}))/g;
const PLACEHOLDER =
  /^(?:\$[\w{(].*|[%<{[*].*|x+|\*+|\.+|change(?:it|me)|test|pwd|yyy|pass(?:word|wd)?[>}\]]?|secret|token|x-oauth-basic|x-token-auth)$/i;
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
    if (user.length >= 16 && looksRandom(user, false, false)) {
      const start = match.index + all.indexOf('://') + 3;
      spans.push({ kind: 'url-user', start, end: start + user.length });
    }
  }
  for (const match of text.matchAll(AUTHORIZATION)) {
    const value = match[1] ?? '';
    if (/^(?:[A-Za-z_-]+|\.+)$/.test(value)) continue;
    if (value.length >= 16 || looksRandom(value, true, false))
      spans.push(last(match, value, 'authorization'));
  }
  for (const match of text.matchAll(USER_OPTION)) {
    const password = match[1] ?? match[2] ?? match[3] ?? '';
    const before = text.slice(Math.max(0, match.index - COMMAND), match.index);
    if (PLACEHOLDER.test(password) || !/\bcurl\b/.test(before)) continue;
    spans.push(last(match, password, 'password'));
  }
  return spans;
}
