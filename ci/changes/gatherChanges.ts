import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../Fault.ts';
import { bytesIn, gitIn } from '../git.ts';
import type { Repository } from '../git.ts';
import { guardedPath } from '../tools/guardedPath.ts';
import { SHA } from '../request/readPlace.ts';

/** What Claude's work comes to. */
export interface Changes {
  /** Null when nothing was left to commit. */
  tree: string | null;
  /** Byte for byte as git makes it; where something has to be held back, without that. */
  patch: Buffer;
  files: ChangedPath[];
  /** Paths that were changed and are not in the tree, each with why. */
  left: string[];
  /** Why nothing of it may leave the job, or null. */
  held: string | null;
}

export interface ChangedPath {
  path: string;
  oldMode: string;
  newMode: string;
}

const NO_FILE = '000000';
const PLAIN_MODES = new Set([NO_FILE, '100644', '100755']);

/**
 * Takes in what differs from the base, path by path, whatever `.gitignore` says; null when nothing does.
 * @param secrets values that may not get into the repository, unless the base holds them already
 */
export async function gatherChanges(
  repository: Repository,
  base: string,
  rules: { ciFiles: readonly string[]; secrets: readonly string[]; folder: string },
): Promise<Changes | null> {
  await gitIn(repository, ['add', '--all', '--force', '--', '.']);
  const left: string[] = [];
  for (const { path, oldMode, newMode } of await changedPaths(repository, base)) {
    const why =
      PLAIN_MODES.has(newMode) && PLAIN_MODES.has(oldMode)
        ? guardedPath(path, rules.ciFiles)
        : 'it is no plain file';
    if (why === null) continue;
    left.push(`${path} was changed, but is not committed: ${why}`);
    await gitIn(repository, ['reset', '--quiet', base, '--', `:(literal)${path}`]);
  }
  const files = await changedPaths(repository, base);
  if (files.length === 0)
    return left.length > 0 ? { tree: null, patch: Buffer.of(), files, left, held: null } : null;
  const diff = ['diff', '--cached', '--no-renames', '--no-color', '--no-ext-diff', base];
  const patch = await bytesIn(repository, [...diff, '--binary', '--full-index']);
  const secrets = await newSecrets(repository, base, files, rules);
  if (secrets.length > 0) {
    const names = files.map(({ path }) => path).join(', ');
    const held = `The changes hold a secret of the CI/CD variables, so they were not pushed: the artifact has them without it (${names.slice(0, 300)}).`;
    return { tree: null, patch: without(patch, secrets), files, left, held };
  }
  const tree = (await gitIn(repository, ['write-tree'])).trim();
  return { tree, patch, files, left, held: null };
}

/** Commits a tree on the base, without hooks. @throws Fault */
export async function commitTree(
  repository: Repository,
  base: string,
  tree: string,
  message: string,
  author: { name: string; email: string },
): Promise<string> {
  const sha = await gitIn(repository, ['commit-tree', '-p', base, '-F', '-', tree], {
    input: message,
    environment: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    },
  });
  if (!SHA.test(sha.trim())) throw new Fault('git made no commit.');
  return sha.trim();
}

/** The secrets that the changes would bring into the repository: in added lines and new names, and nowhere in the base. */
async function newSecrets(
  repository: Repository,
  base: string,
  files: readonly ChangedPath[],
  { secrets, folder }: { secrets: readonly string[]; folder: string },
): Promise<string[]> {
  const diff = ['diff', '--cached', '--no-renames', '--no-color', '--no-ext-diff', '--text', '-U0'];
  const lines = (await bytesIn(repository, [...diff, base])).toString('latin1').split('\n');
  const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const names = files.filter(({ oldMode }) => oldMode === NO_FILE).map(({ path }) => path);
  const text = [...added, ...names.map(bytesOf)].join('\n');
  const found = secrets.filter((secret) => text.includes(bytesOf(secret)));
  const fresh: string[] = [];
  for (const secret of found)
    if (!(await isInBase(repository, base, secret, folder))) fresh.push(secret);
  return fresh;
}

/** Looked for by a file of patterns, since arguments can be read by other programs of the machine. */
async function isInBase(
  repository: Repository,
  base: string,
  secret: string,
  folder: string,
): Promise<boolean> {
  if (secret.includes('\n')) return false;
  const patterns = join(folder, 'pattern');
  await writeFile(patterns, `${secret}\n`, { mode: 0o600 });
  const grep = ['grep', '--quiet', '--text', '--fixed-strings', '-f', patterns, base];
  try {
    await gitIn(repository, grep);
    return true;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function without(patch: Buffer, secrets: readonly string[]): Buffer {
  const text = secrets.reduce(
    (left, secret) => left.replaceAll(bytesOf(secret), '[MASKED]'),
    patch.toString('latin1'),
  );
  return Buffer.from(text, 'latin1');
}

/** A text's bytes as one character each, to be found in other bytes. */
function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The paths that differ between two trees or commits; without `to`, between one and what is taken in. */
export async function changedPaths(
  repository: Repository,
  from: string,
  to?: string,
): Promise<ChangedPath[]> {
  const sides = to === undefined ? ['--cached', from] : [from, to];
  const raw = await gitIn(repository, ['diff', '--raw', '-z', '--no-renames', ...sides]);
  const fields = raw.split('\0');
  const paths: ChangedPath[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [oldMode = '', newMode = ''] = (fields[index] ?? '').slice(1).split(' ');
    paths.push({ path: fields[index + 1] ?? '', oldMode, newMode });
  }
  return paths;
}
