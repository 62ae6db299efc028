import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Trap = Awaited<ReturnType<typeof startTrap>>;

/**
 * What nothing may ever reach or run: a server that counts connections, and commands and files that leave a mark where they
 * run. Everybody may leave one, Claude's own user too. Each test has its own, so that nothing stays behind for another.
 */
export async function startTrap() {
  const folder = mkdtempSync(join(tmpdir(), 'trap-'));
  chmodSync(folder, 0o755);
  const marks = join(folder, 'marks');
  mkdirSync(marks);
  chmodSync(marks, 0o777);
  const mark = (name: string): string => join(marks, name);
  let connections = 0;
  const server = createServer((_, response) => response.end('{}'));
  server.on('connection', () => (connections += 1));
  server.on('connect', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    folder,
    /** A file that counts as a mark once it is there. */
    mark,
    /** A shell command that leaves a mark. */
    command: (name: string) => `touch ${mark(name)}`,
    /** For `--require`. */
    script: file(
      'trap.cjs',
      `require('node:fs').writeFileSync(${JSON.stringify(mark('script'))}, '')\n`,
    ),
    /** For `BASH_ENV`. */
    shell: file('trap.sh', `#!/bin/sh\ntouch ${mark('shell')}\n`),
    /** The marks that were left, and how many connections were made. */
    sprung: () => ({ marks: readdirSync(marks).toSorted(), connections }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

export const UNSPRUNG = { marks: [], connections: 0 };
