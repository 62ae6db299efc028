import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Whether this job can start programs as another user and hand files over to them, tried out: it has to be root, with the
 * capabilities of an ordinary container (`cap_drop = ["ALL"]` takes them away).
 * @param folder the job's own
 */
export async function canBecome(user: number, folder: string): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const trial = join(folder, `trial-${user}`);
  try {
    await mkdir(trial, { mode: 0o700 });
    await chown(trial, user, user);
    await readdir(trial);
    await run('/bin/sh', ['-c', ':'], { uid: user, gid: user, env: {} });
    return true;
  } catch {
    return false;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}
