import { spawnSync } from 'node:child_process';
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
} as const;

export type Program = keyof typeof DEBIAN_PACKAGES;

/** Full path of a program on `PATH`, or null. */
export function findProgram(name: string): string | null {
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
export function canInstallPrograms(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/** Installs what is missing by apt and returns what is still missing. */
export function installPrograms(programs: Program[]): Program[] {
  const missing = programs.filter((program) => !findProgram(program));
  if (missing.length === 0 || !canInstallPrograms()) return missing;
  const packages = [...new Set(missing.map((program) => DEBIAN_PACKAGES[program]))];
  console.log(`Installing ${packages.join(', ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return missing.filter((program) => !findProgram(program));
}
