import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readBlob } from '../git/objects.ts';

const run = promisify(execFile);
const texts = new Map<string, Promise<string | null>>();
const checkouts = new Map<string, Promise<string>>();

/** Text of a file at a commit, or null when it is not there. A commit never changes, so it is read once. */
export function readAt(repository: string, sha: string, path: string): Promise<string | null> {
  const key = `${repository}\n${sha}\n${path}`;
  const text = texts.get(key) ?? read(repository, sha, path);
  texts.set(key, text);
  return text;
}

async function read(repository: string, sha: string, path: string): Promise<string | null> {
  return (await readBlob(repository, sha, path))?.bytes.toString('utf8') ?? null;
}

/** A throw-away checkout of a commit, shared by all who ask for it; it lies in the repository's folder and goes with it. */
export function checkoutOf(repository: string, sha: string): Promise<string> {
  const key = `${repository}\n${sha}`;
  const known = checkouts.get(key);
  if (known) return known;
  const made = makeCheckout(repository, sha);
  checkouts.set(key, made);
  made.catch(() => checkouts.delete(key));
  return made;
}

async function makeCheckout(repository: string, sha: string): Promise<string> {
  const folder = await mkdtemp(join(repository, 'ci-checkout-'));
  const git = (...parts: string[]) => run('git', ['-C', folder, ...parts]);
  await run('git', ['clone', '--quiet', '--shared', '--no-checkout', repository, folder]);
  await git('checkout', '--quiet', '--detach', sha);
  // GitLab knows nothing of files that gitlab-ci-local would read beside the CI file.
  for (const name of [
    '.gitlab-ci-local',
    ...['.yml', '-env', '-inputs.yml'].map((end) => `.gitlab-ci-local${end}`),
  ])
    await rm(join(folder, name), { recursive: true, force: true });
  // gitlab-ci-local reads the project's path from the remote's address.
  await git('remote', 'set-url', 'origin', 'https://gitlab.example/group/project.git');
  return folder;
}
