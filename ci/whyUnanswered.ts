import { wordsOf } from './Fault.ts';

/** Why a request got no answer of GitLab's. */
export interface Unanswered {
  /** What is known of the cause and, where somebody can do something about it, what. */
  words: string;
  /** The same request would fail again. */
  isFinal: boolean;
}

interface Reason {
  words: string;
  code: string;
}

/** What does not go by itself: by the codes of Node.js, OpenSSL and libuv, or undici's words where it has no code. */
const FINAL: readonly [applies: (reason: Reason) => boolean, words: (found: string) => string][] = [
  [
    ({ words }) => words.startsWith('Proxy response (407)'),
    () =>
      'the proxy on the way there asks for a login (407): write user:password@ before the host in the proxy’s address',
  ],
  [
    ({ words }) => /^Proxy response \(4(?!08|25|29)\d\d\)/.test(words),
    (found) =>
      `the proxy on the way there does not let the job through (${/\d+/.exec(found)?.[0]}): have it do so, or except GitLab’s host by NO_PROXY`,
  ],
  [
    ({ code }) => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID',
    (found) => `its certificate is not valid today (${found}): have it renewed`,
  ],
  [
    ({ code }) => code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH',
    (found) => `its certificate is another host’s (${found}): use the address that it is for`,
  ],
  [
    // Node.js: "X509 certificate error codes" of tls.
    ({ code }) => /CERT|^UNABLE_TO_|^CRL_|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$/.test(code),
    (found) =>
      `its certificate is not trusted here (${found}): name the file of its authority as “ca” in the job’s file`,
  ],
  [
    ({ code }) => /^ERR_SSL_|^EPROTO$/.test(code),
    (found) => `no TLS could be agreed on (${found}): look at the scheme and port of its address`,
  ],
  [
    ({ code }) => code === 'ENOTFOUND',
    (found) =>
      `no such host is known here (${found}): look at GitLab’s and the proxy’s addresses, and at the runner’s DNS`,
  ],
  [
    ({ words }) => words === 'unexpected redirect',
    () => 'it leads to another address, where the job’s token must not go: name the right one',
  ],
  [
    ({ words }) => words === 'bad port',
    () => 'no program of the web’s connects to such a port: give GitLab another one',
  ],
];

/** Reads what `fetch` threw, with all that it came of. */
export function whyUnanswered(error: unknown): Unanswered {
  const reasons = reasonsOf(error);
  for (const [applies, words] of FINAL) {
    const reason = reasons.find(applies);
    if (reason) return { words: words(oneLine(reason.words)), isFinal: true };
  }
  return { words: reasons.map((reason) => oneLine(reason.words)).join(': '), isFinal: false };
}

/** What was thrown and what that came of, outermost first. */
function reasonsOf(error: unknown): Reason[] {
  if (!(error instanceof Error)) return [{ words: wordsOf(error), code: '' }];
  const code: unknown = Reflect.get(error, 'code');
  const reason = { words: error.message, code: typeof code === 'string' ? code : '' };
  return [reason, ...(error.cause === undefined ? [] : reasonsOf(error.cause))];
}

/** OpenSSL's words end in line ends. */
function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
