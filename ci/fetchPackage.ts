import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault, wordsOf } from './Fault.ts';
import type { Job } from './Job.ts';
import { networkSettings } from './networkSettings.ts';

const run = promisify(execFile);

/**
 * Has npm fetch a package into the job's folder, unread, as the archive that `npm pack` names.
 * @throws Fault
 */
export async function fetchPackage(
  { folder, environment, settings }: Pick<Job, 'folder' | 'environment' | 'settings'>,
  name: string,
  version: string,
): Promise<void> {
  try {
    await run(
      'npm',
      [
        'pack',
        '--silent',
        `--cache=${join(folder, 'npm')}`,
        `--pack-destination=${folder}`,
        ...(settings.mirror === '' ? [] : [`--registry=${settings.mirror}`]),
        `${name}@${version}`,
      ],
      {
        cwd: folder,
        env: {
          ...networkSettings(environment, settings),
          PATH: process.env['PATH'],
          HOME: folder,
        },
      },
    );
  } catch (error) {
    throw new Fault(`Claude Code could not be installed: ${wordsOf(error).slice(0, 500)}`);
  } finally {
    await rm(join(folder, 'npm'), { recursive: true, force: true });
  }
}
