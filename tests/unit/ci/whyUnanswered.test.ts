import http from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { whyUnanswered } from '../../../ci/whyUnanswered.ts';
import { startProxy } from '../../job/startProxy.ts';

async function startServer(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

async function failureOf(url: string): Promise<ReturnType<typeof whyUnanswered>> {
  try {
    await fetch(url, { redirect: 'error' });
  } catch (error) {
    return whyUnanswered(error);
  }
  throw new Error('an answer came');
}

/** As `fetch` throws it, with the code and words of what it came of. */
function thrown(code: string, words: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(words), { code }) });
}

it.each(['http', 'https'])('a proxy that gets no login will ask again, by %s', async (scheme) => {
  const proxy = await startProxy('devon:pass-word');
  onTestFinished(proxy.stop);
  const url = proxy.url.replace('devon:pass-word@', '');
  onTestFinished(http.setGlobalProxyFromEnv({ http_proxy: url, https_proxy: url }));
  expect(await failureOf(`${scheme}://git.test/`)).toEqual({
    words:
      'the proxy on the way there asks for a login (407): write user:password@ before the host in the proxy’s address',
    isFinal: true,
  });
});

it('a redirect is not followed', async () => {
  const host = await startServer((_, answer) => {
    answer.writeHead(302, { location: '/users/sign_in' }).end();
  });
  const { words, isFinal } = await failureOf(`http://${host}/`);
  expect(words).toContain('leads to another address');
  expect(isFinal).toBe(true);
});

it('where no TLS is spoken it is not learnt either', async () => {
  const host = await startServer((_, answer) => void answer.end());
  const { words, isFinal } = await failureOf(`https://${host}/`);
  expect(words).toMatch(/^no TLS could be agreed on \(.*wrong version number.*\): look at the/);
  expect(isFinal).toBe(true);
});

it('no program may connect to a port of other protocols', async () => {
  expect(await failureOf('http://127.0.0.1:6000/')).toMatchObject({ isFinal: true });
});

it('a connection that was closed may be taken later', async () => {
  const host = await startServer((request) => void request.socket.destroy());
  const words = 'fetch failed: other side closed';
  expect(await failureOf(`http://${host}/`)).toEqual({ words, isFinal: false });
});

it.each([
  ['UND_ERR_ABORTED', 'Proxy response (403) !== 200 when HTTP Tunneling', 'does not let the job'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'is not valid today'],
  ['CERT_NOT_YET_VALID', 'certificate is not yet valid', 'is not valid today'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Host: a. is not in: b.', 'is another host’s'],
  ['HOSTNAME_MISMATCH', 'hostname mismatch', 'is another host’s'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'is not trusted here'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in chain', 'is not trusted here'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first', 'is not trusted here'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer', 'is not trusted here'],
  ['CERT_REVOKED', 'certificate revoked', 'is not trusted here'],
  ['CRL_HAS_EXPIRED', 'CRL has expired', 'is not trusted here'],
  ['INVALID_CA', 'invalid CA certificate', 'is not trusted here'],
  ['PATH_LENGTH_EXCEEDED', 'path length constraint exceeded', 'is not trusted here'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'alert protocol version:\n', 'no TLS could be agreed'],
  ['EPROTO', 'write EPROTO', 'no TLS could be agreed'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND git.test', 'no such host is known here'],
])('%s is final: %s', (code, found, words) => {
  const failure = whyUnanswered(thrown(code, found));
  expect(failure.words).toContain(words);
  expect(failure.words).toContain(code === 'UND_ERR_ABORTED' ? '(403)' : `(${found.trim()})`);
  expect(failure.isFinal).toBe(true);
});

it.each([
  ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:443'],
  ['ECONNRESET', 'read ECONNRESET'],
  ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN git.test'],
  ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'],
  ['UND_ERR_ABORTED', 'Proxy response (408) !== 200 when HTTP Tunneling'],
  ['UND_ERR_ABORTED', 'Proxy response (429) !== 200 when HTTP Tunneling'],
  ['UND_ERR_ABORTED', 'Proxy response (503) !== 200 when HTTP Tunneling'],
])('%s may pass: %s', (code, found) => {
  const words = `fetch failed: ${found}`;
  expect(whyUnanswered(thrown(code, found))).toEqual({ words, isFinal: false });
});

it('anything can be thrown', () => {
  expect(whyUnanswered('no luck')).toEqual({ words: 'no luck', isFinal: false });
  const outOfTime = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  expect(whyUnanswered(outOfTime)).toMatchObject({ words: outOfTime.message, isFinal: false });
});
