/** Names of variables whose values are secrets, whatever they look like. */
const SECRET_NAME =
  /TOKEN|SECRET|PASS|PWD|CREDENTIAL|PRIVATE|COOKIE|SESSION|SIGNATURE|WEBHOOK|BEARER|JWT|DSN|SALT|(^|_)(API_?)?KEYS?(_|$)|(^|_)(AUTH|PIN|OTP)(_|$)/i;

/** What tokens of well-known makers begin with. */
const TOKEN =
  /\b(gl[a-z]{2,8}-|gh[a-z]_|github_pat_|sk-|xox[a-z]-|AKIA|ASIA|AIza|eyJ|npm_|dop_v1_)/;

/** An address with a password. */
const LOGIN = /:\/\/[^\s/@:]*:[^\s/@]+@/;

const LONGEST_WORD = 24;

/** Whether a variable of this name holds a secret, judged by its name and by how its value looks. */
export function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || looksSecret(value);
}

/**
 * Whether a value looks as if it were made to be kept: a token, a password, a key; not a word, a number, a path, an address, a
 * version or several of them.
 */
export function looksSecret(value: string): boolean {
  if (TOKEN.test(value) || LOGIN.test(value) || value.includes('-----BEGIN')) return true;
  return value.split(/[\s/:;,._=@+|()[\]{}"'<>-]+/).some((part) => part !== '' && !isPlain(part));
}

/** A word, a number, or a word with a number: `eu1`, `utf8`, `x86`, `2024Q3`. */
function isPlain(part: string): boolean {
  if (/^\d+$/.test(part)) return true;
  if (part.length > LONGEST_WORD) return false;
  if (!/^\d{0,4}\p{L}*\d{0,4}$/u.test(part))
    return part.length < 8 && /^[\p{L}\d$*%~?#]+$/u.test(part);
  // Random letters change between small and capital ones more often than words do.
  const changes = part.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
  return changes * 4 <= part.length;
}
