import { spawnSync } from 'node:child_process';

/** What lies in a folder of git's and is neither committed nor ignored; nothing outside of a repository. */
export function strayFiles(folder: string): string[] {
  const args = ['-C', folder, 'ls-files', '--others', '--exclude-standard', '--directory', '-z'];
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter((name) => name !== '') : [];
}
