import { cp, glob, lstat, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Copies what `artifacts:paths` name into a folder of their own, links as links; null when nothing is there. */
export async function collectArtifacts(
  projectFolder: string,
  paths: readonly string[],
): Promise<string | null> {
  const found: string[] = [];
  for (const path of paths) {
    const pattern = path.replace(/\/+$/, '');
    for await (const match of glob(pattern, { cwd: projectFolder })) found.push(match);
  }
  const inside = found.filter((path) => !path.split('/').includes('..'));
  if (inside.length === 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'ci-artifacts-'));
  for (const path of inside) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const source = join(projectFolder, path);
    const recursive = (await lstat(source)).isDirectory();
    await cp(source, target, { recursive, verbatimSymlinks: true });
  }
  return folder;
}
