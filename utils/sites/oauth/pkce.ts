/** Bytes of randomness in a verifier: 43 characters, the fewest that RFC 7636 allows and more than can be guessed. */
const BYTES = 32;

const urlSafe = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A text that nobody can guess, of letters, digits, `-` and `_`. */
export function randomText(): string {
  return urlSafe(crypto.getRandomValues(new Uint8Array(BYTES)));
}

/** The challenge of a verifier, by the method `S256` (RFC 7636). */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return urlSafe(new Uint8Array(digest));
}
