import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What nothing may ever reach or run: a server that counts connections, and files that leave a mark when they are loaded. */
export async function startTrap() {
  const folder = mkdtempSync(join(tmpdir(), 'trap-'));
  const mark = join(folder, 'sprung');
  let connections = 0;
  const server = createServer((_, response) => response.end('{}'));
  server.on('connection', () => (connections += 1));
  server.on('connect', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    folder,
    /** A shell command that springs the trap. */
    command: `touch ${mark}`,
    /** For `--require`. */
    script: file('trap.cjs', `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')\n`),
    /** For `BASH_ENV`. */
    shell: file('trap.sh', `#!/bin/sh\ntouch ${mark}\n`),
    sprung: () => ({ ran: existsSync(mark), connections }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

export const UNSPRUNG = { ran: false, connections: 0 };
