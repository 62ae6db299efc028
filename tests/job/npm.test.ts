import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { fetchPackage } from '../../ci/claude/fetchPackage.ts';
import { findClaude } from '../../ci/claude/findClaude.ts';
import { DEFAULTS } from '../../ci/Settings.ts';
import { aPlace } from '../unit/ci/aPlace.ts';
import { skipUnless } from '../skipUnless.ts';

/** Whether npm's packages can be had: the newer and older ones are fetched for these tests alone. */
const isOnline = spawnSync('npm', ['ping'], { stdio: 'ignore' }).status === 0;

/** Where this machine reaches npm's packages. */
const mirror = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
const settings = { ...DEFAULTS, mirror };

const MAJORS = [10, 11, 12];

/** A small package that the project has, too: its lock knows the hash. */
const SMALL = 'idb-keyval';

describe('Claude Code, where the image has none,', () => {
  skipUnless(isOnline, 'no npm registry answers, so npm 10 to 12 cannot be fetched');

  const npms = mkdtempSync(join(tmpdir(), 'npm-'));
  beforeAll(() => unpackNpms(npms));
  afterAll(() => rmSync(npms, { recursive: true, force: true }));

  it('is installed in the pinned version, and starts', async () => {
    const folder = aFolder();
    useNpm(npms, 11);
    const place = aPlace({ projectFolder: join(folder, 'builds') });
    const job = { folder, environment: process.env, settings, place };
    const found = await findClaude(job, Promise.resolve(null), new AbortController().signal);
    expect(found).toBe(join(folder, 'claude'));
    expect(existsSync(found)).toBe(true);
  });

  it.each(MAJORS)(
    'is fetched by npm %i, byte for byte, like each of its packages',
    async (major) => {
      const folder = aFolder();
      useNpm(npms, major);
      const npm = execFileSync('npm', ['--version'], { encoding: 'utf8' });
      expect(npm.split('.')[0]).toBe(String(major));
      const { version, integrity } = lockOf(SMALL);
      const target = join(folder, 'fetched.tgz');
      const job = { folder, environment: process.env, settings };
      await fetchPackage(
        job,
        { name: `${SMALL}@${version}`, integrity },
        target,
        new AbortController().signal,
      );
      const archive = readFileSync(target);
      expect(`sha512-${createHash('sha512').update(archive).digest('base64')}`).toBe(integrity);
    },
  );
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'npm-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Unpacks npm in each major version: its package brings along all that it depends on. */
function unpackNpms(folder: string): void {
  const wanted = MAJORS.map((major) => `npm@${major}`);
  const options = ['--silent', '--prefer-offline', `--pack-destination=${folder}`];
  const archives = execFileSync('npm', ['pack', ...options, ...wanted], { encoding: 'utf8' });
  for (const archive of archives.trim().split('\n')) {
    const own = join(folder, /^npm-(\d+)\./.exec(archive)?.[1] ?? 'other');
    mkdirSync(own);
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', own]);
    const program = join(own, 'package', 'bin', 'npm-cli.js');
    const start = `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`;
    writeFileSync(join(own, 'npm'), start, { mode: 0o755 });
  }
}

/** Has the test find npm in this version, and nothing else that the machine has beside its own programs. */
function useNpm(npms: string, major: number): void {
  const path = [join(npms, String(major)), dirname(process.execPath), '/usr/bin', '/bin'];
  vi.stubEnv('PATH', path.join(':'));
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** What the project's lock says of a package. */
function lockOf(name: string): { version: string; integrity: string } {
  const path = `node_modules/${name}`;
  const entry = z.object({ version: z.string(), integrity: z.string() });
  const lock = z.object({ packages: z.object({ [path]: entry }) });
  const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const found = packages[path];
  if (!found) throw new Error(`no ${name} in the lock`);
  return found;
}
