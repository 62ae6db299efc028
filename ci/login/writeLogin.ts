import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Login } from './Login.ts';

/**
 * Writes a login's files into a folder of their own that nobody but Claude's user can enter.
 * @param user Claude's; null where the job cannot give it one of its own
 */
export async function writeLogin(login: Login, folder: string, user: number | null): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  for (const [name, text] of Object.entries(login.files)) {
    const path = join(folder, name);
    // No newline at the end: AWS would take it as part of the token.
    await writeFile(path, text, { mode: 0o400, flag: 'wx' });
    if (user !== null) await chown(path, user, user);
  }
  if (user !== null) await chown(folder, user, user);
}
