import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';
import { join } from 'node:path';

export interface SourceFile {
  /** From the project's root, with `/`. */
  path: string;
  text: string;
}

/** Files of the project that git knows or would add, below one of the folders and with one of the endings. */
export function sourceFiles(folders: string[], endings = ['.ts', '.tsx']): SourceFile[] {
  const { stdout } = spawnSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...folders],
    { cwd: PROJECT_ROOT, encoding: 'utf8' },
  );
  return stdout
    .split('\n')
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(PROJECT_ROOT, path), 'utf8') }];
      } catch (error) {
        // Deleted in the work tree, not yet in the index.
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
    });
}

export interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Relative imports of a file, their targets as paths from the project's root. */
export function importsOf(file: SourceFile): Import[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g;
  return [...file.text.matchAll(statement)].map(([, type, fixed, dynamic]) => ({
    from: file.path,
    to: join(file.path, '..', (fixed ?? dynamic ?? '').replace(/\?.*$/, '')),
    typeOnly: type !== undefined,
  }));
}
