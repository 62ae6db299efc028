import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../state/State.ts';

/** True before the first commit: the default branch has a name by then, and no head. */
export function isEmptyRepository({ repository }: Pick<Project, 'repository'>): boolean {
  if (existsSync(join(repository, 'packed-refs'))) return false;
  const heads = join(repository, 'refs', 'heads');
  return !existsSync(heads) || readdirSync(heads).length === 0;
}
