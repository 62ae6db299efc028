/** Shannon's entropy of the characters of `text`, in bits for each. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}

const PLACEHOLDER =
  /^(?:[$%@#&*]{1,2}[a-z_][\w.-]*[%@]?$|[<[({]|\$[{(])|\$[{(]|\{\{|x{4}|\*{3}|#{4}|\.{3}|\[\^?(?:a-z|0-9|\\[wd])|example|changeme|change[-_]me|replace|placeholder|redacted|masked|dummy|your[-_ ]|insert[-_ ]|todo|foobar|123456789|abcdef|abc123/i;
/** A shell's variable with what follows it. */
const VARIABLE = /^\$[A-Z][A-Z\d_]{2,}(?!\w)/;
/** Digests, addresses, times, files and versions: long and mixed, but nobody's secret. */
const OPEN_VALUE =
  /^(?:sha(?:1|256|384|512)[-:]|md5[-:]|https?:|(?:github|gitlab|npm|file|workspace|link|git|urn|arn|data|env|vault|secret|projects):|[a-z][a-z0-9+.-]*:\/\/|\.{0,2}\/|[~^]?v?\d+\.\d+|\d{4}-\d\d-\d\d(?:[T ]|$))|\.(?:json|ya?ml|pem|txt|crt|key|env|ts|js|py|rb|go|md|toml)$/i;
/** So many signs tell. */
const JUDGED = 100;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const IDENTIFIERS = /^[a-z_$][\w$]*(?:(?:\.|::|->|\?\.)[a-z_$][\w$]*)*$/i;
/** `response2.data1.token3`, `my-release-16`, `app-settings-v2-2024`: words, the most of them with a number behind. */
const NUMBERED_WORDS =
  /^(?:\d{1,10}[-_.])?[a-z]{2,}\d{0,3}(?:[-_./:#@]{1,2}(?:[a-z]{2,}\d{0,3}|v?\d{1,10}))+$/;
const NUMBERED_NAMES =
  /^[A-Za-z_]{2,}\d{0,3}(?:(?:\.|::|->|\?\.)[A-Za-z_]{2,}\d{0,3})+(?:[=!]==?)?$/;
/** What is negated is code; and so is the name of a second field for a password. */
const NEGATED = /^!+[A-Za-z_$][\w$.]*$/;
const FIELD = /(?:pass(?:word|wd|phrase)?|pwd)[_-]?\d{0,2}$/i;

/** How often upper case, lower case and digits take turns: in a name from word to word, in a secret all the time. */
function kindChanges(value: string): number {
  return value.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|\d(?=\D)/g)?.length ?? 0;
}

/** Whether a value that has a secret's form is a name of words put together all the same. */
export function isWords(value: string): boolean {
  if (NUMBERED_WORDS.test(value)) return true;
  return /^[A-Za-z_-]+$/.test(value) && kindChanges(value) < 0.3 * value.length;
}

/**
 * Whether the value of something called a secret is one: a password needs letters with digits or signs, anything else more of both, and entropy.
 * @param literal whether it cannot be a name of code, as in quotes
 */
export function looksRandom(value: string, isPassword: boolean, literal: boolean): boolean {
  if (value.length < 8 || /\s/.test(value)) return false;
  return (
    isMixed(value.slice(0, JUDGED), isPassword, literal) &&
    !PLACEHOLDER.test(value) &&
    !VARIABLE.test(value) &&
    !OPEN_VALUE.test(value) &&
    !UUID.test(value)
  );
}

function isMixed(value: string, isPassword: boolean, literal: boolean): boolean {
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^\p{L}]/gu, '').length;
  if (letters === 0) return false;
  // Words of any language, with what ends a sentence or marks a field.
  if (/^[\p{L}\p{M}]+(?:[-'’_.][\p{L}\p{M}]+)*[!?:*.…]*$/u.test(value)) {
    return isMixedLetters(value);
  }
  if (!literal && (NUMBERED_NAMES.test(value) || NEGATED.test(value))) return false;
  if (!isPassword && NUMBERED_WORDS.test(value)) return false;
  if (IDENTIFIERS.test(value) && digits < 3) {
    const isMadeUp = isPassword && literal && digits > 0 && !FIELD.test(value);
    return isMadeUp ? entropy(value) >= 2.5 : isMixedLetters(value);
  }
  const bits = entropy(value);
  if (isPassword) return bits >= 2.5 && (digits > 0 || /[^\p{L}\p{M}\w.:/-]/u.test(value));
  return value.length >= 12 && digits > 1 && bits >= 3;
}

function isMixedLetters(value: string): boolean {
  return value.length >= 12 && kindChanges(value) >= 0.42 * value.length && entropy(value) >= 3;
}
