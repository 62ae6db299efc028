import type { Cleaned } from './Cleaned.ts';
import type { Removal } from './Context.ts';
import { looksRandom } from './looksRandom.ts';
import { NOTHING_RESTORED, restoreKey, type Restored } from './restoreKeys.ts';
import { SECRET_FORMS } from './secretForms.ts';

/** Something that is called a secret gets a value. The name's beginning is not read, which keeps the work linear. */
const ASSIGNMENT =
  /((passw(?:or)?d|passphrase|passwd|pwd)|secret|token|credential|(?:api|access|account|private|auth|signing|encryption|master|session|storage|shared)[_-]?key)([\w.-]{0,24})(["'`\]\\]{0,3}[ \t]{0,8}(?::=|=>|[:=])[ \t]{0,8}[\\]?["'`]?)([^\s"'`,;<>(){}[\]|&\\]{8,})(?!\()/gi;
/** Names that tell of a secret without being one. */
const ABOUT =
  /hash|digest|sha\d|md5|checksum|(?:[_.-]|^)id(?:$|[_.-])|id$|name|type|url|uri|path|file|expir|count|limit|length|size|version|policy|field|ize|label|index|usage/i;
const URL_PASSWORD =
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#'"<>]{0,100}:)([^\s@/?#'"<>]{1,200})@/gi;
const PLACEHOLDER_PASSWORD = /^(?:[$%<{[*].*|x+|\*+|pass(?:word|wd)?|secret|token)$/i;
const AUTHORIZATION =
  /(\bauthorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:bearer|basic|token)[ \t]{1,4})([\w.~+/=-]{16,})/gi;

/** Puts `[MASKED kind]` in place of each credential; what it was is told by its kind alone. */
export function maskSecrets(text: string, restored: Restored = NOTHING_RESTORED): Cleaned {
  const removals: Removal[] = [];
  const mask = (kind: string, value: string): string => {
    const key = restoreKey(`secret ${value}`);
    const isBack = restored.has(key);
    removals.push({ kind: 'secret', text: kind, key, ...(isBack && { restored: true }) });
    return isBack ? value : `[MASKED ${kind}]`;
  };
  let masked = text;
  for (const [kind, form] of SECRET_FORMS)
    masked = masked.replace(form, (value) => mask(kind, value));
  masked = masked
    .replace(URL_PASSWORD, (all, before: string, password: string) =>
      PLACEHOLDER_PASSWORD.test(password) ? all : `${before}${mask('url-password', password)}@`,
    )
    .replace(AUTHORIZATION, (all, before: string, value: string) =>
      /^(?:[A-Za-z_-]+|x+)$/.test(value) ? all : before + mask('authorization', value),
    )
    .replace(
      ASSIGNMENT,
      (
        all,
        word: string,
        password: string | undefined,
        tail: string,
        sign: string,
        value: string,
      ) => {
        if (ABOUT.test(tail) || !looksRandom(value, password !== undefined)) return all;
        return word + tail + sign + mask(password === undefined ? 'secret' : 'password', value);
      },
    );
  return { text: masked, removals };
}
