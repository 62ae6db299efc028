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
  /^[$%@#<{[*&]|\$[{(\w]|\{\{|x{4}|\*{3}|\.{3}|example|changeme|change[-_]me|replace|placeholder|redacted|masked|dummy|your[-_ ]|insert[-_ ]|todo|foobar|123456789|abcdef/i;
/** Digests, addresses, files and versions: long and mixed, but nobody's secret. */
const OPEN_VALUE =
  /^(?:sha(?:1|256|384|512)[-:]|md5[-:]|https?:|[a-z][a-z0-9+.-]*:\/\/|\.{0,2}\/|v?\d+\.\d+)|\.(?:json|ya?ml|pem|txt|crt|key|env|ts|js|py|rb|go|md|toml)$/i;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const IDENTIFIERS = /^[a-z_$][\w$]*(?:(?:\.|::|->|\?\.)[a-z_$][\w$]*)*$/i;

/** How often upper case, lower case and digits take turns: in a name from word to word, in a secret all the time. */
function kindChanges(value: string): number {
  return value.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|\d(?=\D)/g)?.length ?? 0;
}

/** Whether the value of something called a secret is one: a password needs letters with digits or signs, anything else more of both, and entropy. */
export function looksRandom(value: string, isPassword: boolean): boolean {
  if (PLACEHOLDER.test(value) || OPEN_VALUE.test(value) || UUID.test(value)) return false;
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^a-z]/gi, '').length;
  if (letters === 0) return false;
  if (IDENTIFIERS.test(value) && digits < 3) {
    return value.length >= 12 && kindChanges(value) >= 0.42 * value.length && entropy(value) >= 3;
  }
  const bits = entropy(value);
  if (isPassword) return bits >= 2.5 && (digits > 0 || /[^\w.:/-]/.test(value));
  return value.length >= 12 && digits > 1 && bits >= 3;
}
