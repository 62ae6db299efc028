import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault, wordsOf } from '../Fault.ts';
import type { Job } from '../Job.ts';
import { networkSettings } from '../networkSettings.ts';

const run = promisify(execFile);

/** What to do where a registry does not give Claude Code. */
export const INSTEAD =
  'Name a registry that has it as “mirror” in the job’s file, or use an image that has Claude Code.';

/**
 * Has npm fetch a package's archive into a cache of its own, unread: `npm pack` would unpack it once more, only to list it.
 * @param name with its version
 * @param integrity its SHA-512 as npm writes it, by which npm's cache names its files
 * @param target where there is to be the archive; nothing where npm got another one
 * @throws Fault
 */
export async function fetchPackage(
  { folder, environment, settings }: Pick<Job, 'folder' | 'environment' | 'settings'>,
  { name, integrity }: { name: string; integrity: string },
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const cache = join(folder, 'npm');
  await mkdir(cache);
  try {
    await run(
      'npm',
      [
        'cache',
        'add',
        '--silent',
        `--cache=${cache}`,
        // By npm's own waiting times a registry that is down is told of after seventy seconds.
        '--fetch-retries=3',
        '--fetch-retry-factor=2',
        '--fetch-retry-mintimeout=500',
        ...(settings.mirror === '' ? [] : [`--registry=${settings.mirror}`]),
        name,
      ],
      {
        cwd: folder,
        signal,
        env: {
          ...networkSettings(environment, settings),
          PATH: process.env['PATH'],
          HOME: folder,
        },
      },
    );
    const archive = await fileWith(integrity, cache);
    if (archive !== null) await rename(archive, target);
  } catch (error) {
    throw new Fault(
      `Claude Code could not be installed: ${wordsOf(error).slice(0, 500).trim()}\n${INSTEAD}`,
    );
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

/** A file of npm's cache: its path is the hash's hexadecimal digits, two for each of two folders. */
async function fileWith(integrity: string, cache: string): Promise<string | null> {
  const digits = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  const end = join('/', digits.slice(0, 2), digits.slice(2, 4), digits.slice(4));
  const paths = await readdir(cache, { recursive: true });
  const found = paths.find((path) => path.endsWith(end));
  return found === undefined ? null : join(cache, found);
}
