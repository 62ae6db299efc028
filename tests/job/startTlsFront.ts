import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What stands before a GitLab and speaks https, by a certificate that nobody knows. */
export interface TlsFront {
  url: string;
  /** The certificate that vouches for it, as a file. */
  ca: string;
  /** `METHOD path` of each request. */
  seen: string[];
  stop(): void;
}

/** @param port where the GitLab listens, on loopback */
export async function startTlsFront(port: string): Promise<TlsFront> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tls-'));
  chmodSync(folder, 0o755);
  const [key, ca] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  const wanted = ['-subj', '/CN=acme', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', ca];
  execFileSync('openssl', ['req', ...made, ...wanted], { stdio: 'ignore' });
  const seen: string[] = [];
  const pair = { key: readFileSync(key), cert: readFileSync(ca) };
  const server = createServer(pair, (incoming, response) => {
    const { method, url, headers } = incoming;
    seen.push(`${method} ${url}`);
    const onward = httpRequest(
      { host: '127.0.0.1', port, method, path: url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    ca,
    seen,
    stop: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
