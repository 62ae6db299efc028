import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findClaude } from '../../ci/findClaude.ts';
import { DEFAULTS } from '../../ci/Settings.ts';
import { aPlace } from '../unit/ci/aPlace.ts';
import { skipUnless } from '../skipUnless.ts';

/** Whether npm's packages can be had: the newer and older ones are installed for these tests alone. */
const isOnline = spawnSync('npm', ['ping'], { stdio: 'ignore' }).status === 0;

/** Where this machine reaches npm's packages. */
const mirror = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
const settings = { ...DEFAULTS, mirror };

function npmOf(major: number, folder: string): string {
  const wanted = ['--prefer-offline', '--no-audit', '--no-fund', `npm@${major}`];
  execFileSync('npm', ['install', '--silent', `--prefix=${folder}`, ...wanted]);
  const programs = join(folder, 'node_modules', '.bin');
  const version = execFileSync(join(programs, 'npm'), ['--version'], { encoding: 'utf8' });
  if (!version.startsWith(`${major}.`)) throw new Error(`npm ${version} instead of ${major}`);
  return programs;
}

describe('Claude Code, where the image has none,', () => {
  skipUnless(isOnline, 'no npm registry answers, so npm 10 to 12 cannot be installed');

  it.each([10, 11, 12])(
    'is installed by npm %i in the pinned version, and starts',
    async (major) => {
      const folder = mkdtempSync(join(tmpdir(), 'npm-'));
      onTestFinished(() => {
        vi.unstubAllEnvs();
        rmSync(folder, { recursive: true, force: true });
      });
      const programs = npmOf(major, join(folder, 'npm'));
      vi.stubEnv('PATH', [programs, dirname(process.execPath), '/usr/bin', '/bin'].join(':'));
      const place = aPlace({ projectFolder: join(folder, 'builds') });
      const found = await findClaude({ folder, environment: process.env, settings, place });
      expect(found).toBe(join(folder, 'claude'));
      expect(existsSync(found)).toBe(true);
    },
  );
});
