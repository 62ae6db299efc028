import { Fault } from './Fault.ts';
import { gitIn } from './git.ts';
import type { Repository } from './git.ts';
import { guardedPath } from './guardedPath.ts';
import type { Place } from './readPlace.ts';
import { SHA } from './readPlace.ts';

export interface Commit {
  /** Null when nothing was left to commit. */
  sha: string | null;
  patch: string;
  files: number;
  /** Paths that were changed and are not in the commit, each with why. */
  left: string[];
}

const AUTHOR = { name: 'Claude', email: 'noreply@anthropic.com' };
const NO_FILE = '000000';
const PLAIN_MODES = new Set([NO_FILE, '100644', '100755']);

/**
 * Commits what differs from the base, path by path, without hooks and whatever `.gitignore` says; null when nothing does.
 * @throws Fault when the changes hold a secret
 */
export async function commitChanges(
  repository: Repository,
  base: string,
  message: string,
  place: Place,
  redact: (text: string) => string,
): Promise<Commit | null> {
  await gitIn(repository, ['add', '--all', '--force', '--', '.']);
  const left: string[] = [];
  for (const { path, oldMode, newMode } of await changedPaths(repository, base)) {
    const why =
      PLAIN_MODES.has(newMode) && PLAIN_MODES.has(oldMode)
        ? guardedPath(path, place.ciConfigPath)
        : 'it is no plain file';
    if (why === null) continue;
    left.push(`${path} was changed, but is not committed: ${why}`);
    await gitIn(repository, ['reset', '--quiet', base, '--', `:(literal)${path}`]);
  }
  const changed = await changedPaths(repository, base);
  if (changed.length === 0)
    return left.length > 0 ? { sha: null, patch: '', files: 0, left } : null;
  const patch = await gitIn(repository, ['diff', '--cached', '--binary', '--no-renames', base]);
  const names = changed.map(({ path }) => path).join('\n');
  if (redact(patch) !== patch || redact(names) !== names)
    throw new Fault('The changes hold the value of a CI/CD variable, so they were thrown away.');
  const tree = await gitIn(repository, ['write-tree']);
  const sha = await gitIn(repository, ['commit-tree', '-p', base, '-F', '-', tree.trim()], {
    input: withTrailer(message, place),
    environment: {
      GIT_AUTHOR_NAME: AUTHOR.name,
      GIT_AUTHOR_EMAIL: AUTHOR.email,
      GIT_COMMITTER_NAME: AUTHOR.name,
      GIT_COMMITTER_EMAIL: AUTHOR.email,
    },
  });
  if (!SHA.test(sha.trim())) throw new Fault('git made no commit.');
  return { sha: sha.trim(), patch, files: changed.length, left };
}

interface ChangedPath {
  path: string;
  oldMode: string;
  newMode: string;
}

async function changedPaths(repository: Repository, base: string): Promise<ChangedPath[]> {
  const raw = await gitIn(repository, ['diff', '--cached', '--raw', '-z', '--no-renames', base]);
  const fields = raw.split('\0');
  const paths: ChangedPath[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [oldMode = '', newMode = ''] = (fields[index] ?? '').slice(1).split(' ');
    paths.push({ path: fields[index + 1] ?? '', oldMode, newMode });
  }
  return paths;
}

function withTrailer(message: string, { asker, jobUrl }: Place): string {
  const trailers =
    asker.name && asker.email ? [`Co-authored-by: ${asker.name} <${asker.email}>`] : [];
  return [message, jobUrl, trailers.join('\n')].filter((part) => part !== '').join('\n\n') + '\n';
}
