import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, lstat, mkdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLAUDE_PACKAGES, CLAUDE_VERSION, packageFor, platformHere } from './claudePackages.ts';
import { Fault } from '../Fault.ts';
import { fetchPackage, INSTEAD } from './fetchPackage.ts';
import type { Job } from '../Job.ts';
import { sideBySide } from '../sideBySide.ts';
import { PIECE, untarFile } from './untarFile.ts';

const run = promisify(execFile);

/** The image's Claude Code by its absolute path, where it has the version that the job was tried with; else null. */
export async function installedClaude(projectFolder: string): Promise<string | null> {
  const program = await programOf('claude', projectFolder);
  return program !== null && (await versionOf(program)) === CLAUDE_VERSION ? program : null;
}

/**
 * Claude Code in the version that the job was tried with: the image's, or else the package that npm's registry, or the file's
 * mirror, has for this platform. That is known by its hash, so what an earlier job left in the cache is as good as new or
 * not taken at all.
 * @param installing what `installedClaude` gives
 * @param signal ends it before its end, within seconds
 * @returns the program's absolute path
 * @throws Fault
 */
export async function findClaude(
  job: Pick<Job, 'folder' | 'environment' | 'settings' | 'place'>,
  installing: Promise<string | null>,
  signal: AbortSignal,
  platform = platformHere(),
): Promise<string> {
  const { folder, place } = job;
  const installed = await installing;
  if (installed !== null) return installed;
  const integrity = CLAUDE_PACKAGES[platform];
  if (integrity === undefined)
    throw new Fault(
      `Claude Code could not be installed: there is none for ${platform}. Use a runner with Linux on x64 or arm64.`,
    );
  const name = `${packageFor(platform).replace('@', '').replace('/', '-')}-${CLAUDE_VERSION}.tgz`;
  const cache = join(place.projectFolder, '.ask-claude-cache');
  const kept = join(cache, name);
  const archive = join(folder, name);
  // What counts is what lies in the job's own folder, where nobody else writes.
  const isKept = (await isPlainFile(kept)) && (await copied(kept, archive, integrity));
  if (!isKept) {
    const wanted = { name: `${packageFor(platform)}@${CLAUDE_VERSION}`, integrity };
    await fetchPackage(job, wanted, archive, signal);
    if ((await integrityOf(archive)) !== integrity)
      throw new Fault(
        `Claude Code could not be installed: the registry gave another package than the one that the job was tried with. ${INSTEAD}`,
      );
  }
  signal.throwIfAborted();
  const program = join(folder, 'claude');
  const [isThere] = await sideBySide([
    untarFile(archive, 'package/claude', program),
    isKept ? null : keep(archive, cache, kept),
  ]);
  if (!isThere) throw new Fault('Claude Code could not be installed: its package is empty.');
  await rm(archive);
  if ((await versionOf(program)) !== CLAUDE_VERSION)
    throw new Fault('Claude Code was installed, but does not start.');
  return program;
}

/** Whether a copy has this hash; if not, there is none. */
async function copied(from: string, to: string, integrity: string): Promise<boolean> {
  await copyFile(from, to);
  if ((await integrityOf(to)) === integrity) return true;
  await rm(to);
  return false;
}

/** Leaves the package to later jobs, in a folder that is no link. */
async function keep(archive: string, cache: string, kept: string): Promise<void> {
  try {
    const isFolder = (await lstat(cache)).isDirectory();
    if (!isFolder) await rm(cache);
  } catch {
    // There is none yet.
  }
  await mkdir(cache, { recursive: true });
  await rm(kept, { recursive: true, force: true });
  await copyFile(archive, kept, constants.COPYFILE_EXCL);
}

/** A file's SHA-512 as npm writes it; null where there is no plain file. */
async function integrityOf(path: string): Promise<string | null> {
  if (!(await isPlainFile(path))) return null;
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

async function isPlainFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch {
    return false;
  }
}

/** A program's absolute path, by the absolute entries of `PATH` that lie outside of the runner's folder. */
async function programOf(name: string, projectFolder: string): Promise<string | null> {
  for (const entry of (process.env['PATH'] ?? '').split(':')) {
    if (!entry.startsWith('/')) continue;
    try {
      const path = await realpath(join(entry, name));
      if (path.startsWith(`${projectFolder}/`)) continue;
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

async function versionOf(program: string): Promise<string | null> {
  try {
    const { stdout } = await run(program, ['--version'], {
      env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
    });
    return /^\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
