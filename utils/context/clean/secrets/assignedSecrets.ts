import { isAllowed } from './isAllowed.ts';
import { looksRandom } from './looksRandom.ts';
import { readValue, wholeValue } from './readValue.ts';
import type { Span } from './Span.ts';

/** Words in the names of secrets; those of the first group name what a person may have made up. */
const NAMES =
  /(passw(?:or)?d|passphrase|pwd|passwort|kennwort|contrase(?:ñ|n)a|mot[ _-]de[ _-]passe|senha|hasło|пароль|şifre|密码|密碼|口令|パスワード|비밀번호|암호)|secret|token|credentials?|creds|令牌|密钥|トークン|(?:api|access|account|private|auth|signing|encryption|master|session|storage|shared)[_-]?key(?!ing|board|word|stroke|ring)|(?<![a-z])auth(?![a-z])/gi;
/** Names that tell of a secret without being one. */
const ABOUT =
  /hash|digest|sha\d|md5|checksum|(?:[_.-]|^)id(?:$|[_.-])|ids?$|name|type|url|uri|path|file|expir|count|limit|length|size|version|policy|field|ize|label|index|usage|_at$|At$|time|\.(?:[cm]?[jt]sx?|py|rb|go|java|php|vue|css|md|json|ya?ml)$/i;
/** Beginnings of names that make them public. */
const PUBLIC =
  /(?:public(?:[_-]?key)?|authenticity|csrf|xsrf|design|primary|foreign|schema|bucket|sequence|next|page|cancell?ation|(?<![a-z])ct)[_.-]?$/i;

/**
 * Values of what is called a password, a token or a secret, where they look like one.
 * @param isCode whether the text is code, where a bare word may be a name
 */
export function assignedSecrets(text: string, isCode = true): Span[] {
  const spans: Span[] = [];
  let until = 0;
  for (const match of text.matchAll(NAMES)) {
    if (match.index < until) continue;
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (PUBLIC.test(before)) continue;
    const isOption = /(?:^|\s)--[\w-]{0,24}$/.test(before);
    const read = readValue(text, match.index + match[0].length, { isOption, isCode });
    if (read === null || ABOUT.test(read.tail)) continue;
    const { value } = read;
    const isPassword = match[1] !== undefined;
    if (!looksRandom(value.text, isPassword, value.literal) || isAllowed(value.text)) continue;
    const { start, end } = wholeValue(text, value);
    spans.push({ kind: isPassword ? 'password' : 'secret', start, end });
    until = end;
  }
  return spans;
}
