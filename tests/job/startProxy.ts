import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** A forward proxy on loopback that knows where it was asked to go. */
export interface Proxy {
  url: string;
  /** `METHOD address` of each request, or `CONNECT host:port`. */
  seen: string[];
  stop(): void;
}

/** @param login `user:password` that it asks for; absent: everybody may pass */
export async function startProxy(login?: string): Promise<Proxy> {
  const seen: string[] = [];
  const expected = login && `Basic ${Buffer.from(login).toString('base64')}`;
  const isRefused = (header: string | undefined): boolean =>
    expected !== undefined && header !== expected;
  const server = createServer((request, response) => {
    if (isRefused(request.headers['proxy-authorization'])) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="acme"' });
      response.end('proxy login');
      return;
    }
    seen.push(`${request.method} ${request.url}`);
    const { 'proxy-authorization': _login, ...headers } = request.headers;
    const onward = httpRequest(request.url ?? '', { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    if (isRefused(request.headers['proxy-authorization'])) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\n\r\n');
      return;
    }
    seen.push(`CONNECT ${request.url}`);
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${address.port}`,
    seen,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
