// Plain JavaScript, as `start.mjs`, which installs beside the dependencies.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's package for each program that demo and tests may need. */
const DEBIAN_PACKAGES = {
  git: 'git',
  rsync: 'rsync',
  dash: 'dash',
  busybox: 'busybox',
  openssl: 'openssl',
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  Xvfb: 'xvfb',
  openbox: 'openbox',
  xdotool: 'xdotool',
  import: 'imagemagick',
};

/** @typedef {keyof typeof DEBIAN_PACKAGES} Program */

/**
 * Full path of a program on `PATH`, or null.
 * @param {string} name
 */
export function findProgram(name) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

/** Whether missing programs can be installed here: Debian or a child of it, as root. */
export function canInstallPrograms() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/**
 * Installs what is missing by apt and gives what is still missing.
 * @param {readonly Program[]} programs
 * @returns {Promise<Program[]>}
 */
export async function installPrograms(programs) {
  const missing = programs.filter((program) => !findProgram(program));
  if (missing.length === 0 || !canInstallPrograms()) return missing;
  const packages = [...new Set(missing.map((program) => DEBIAN_PACKAGES[program]))];
  console.log(`Installing ${packages.join(', ')} …`);
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return missing.filter((program) => !findProgram(program));
}

/**
 * Waits for its end; what it could not install is found missing.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function apt(...args) {
  const child = spawn('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
}
