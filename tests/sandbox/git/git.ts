import { spawn } from 'node:child_process';
import { readBlob, readCommitId } from './objects.ts';
import { type GitCommit, readCommit } from './readCommit.ts';

/** An environment in which git asks for nothing and reads no settings of the machine. */
export const GIT_ENVIRONMENT: Record<string, string> = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
};

export interface GitOptions {
  input?: string | Buffer;
  environment?: Record<string, string>;
}

/** Runs git in a bare repository and gives its output; throws with git's own words when it fails. */
export function git(repository: string, args: string[], options: GitOptions = {}): Promise<string> {
  return gitBuffer(repository, args, options).then((output) => output.toString('utf8'));
}

/** As `git`, with the output as bytes. */
export function gitBuffer(
  repository: string,
  args: string[],
  options: GitOptions = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', repository, ...args], {
      env: { ...GIT_ENVIRONMENT, ...options.environment },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args[0]}: ${Buffer.concat(errors).toString('utf8').trim()}`));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** The commit that a branch, tag or SHA names, or null. */
export async function resolveCommit(repository: string, ref: string): Promise<string | null> {
  if (ref === '' || ref.startsWith('-') || ref.includes('..')) return null;
  for (const candidate of [`refs/heads/${ref}`, `refs/tags/${ref}`, ref]) {
    const commit = await readCommitId(repository, candidate);
    if (commit) return commit;
  }
  return null;
}

/** A file of a commit as bytes, or null when it is not there. */
export async function readFile(
  repository: string,
  commit: string,
  path: string,
): Promise<Buffer | null> {
  return (await readBlob(repository, commit, path))?.bytes ?? null;
}

const FULL_SHA = /^[0-9a-f]{40}$/;

/** Commits of a range or a ref, newest first. */
export async function commits(
  repository: string,
  range: string[],
  limit = 100,
): Promise<GitCommit[]> {
  const format = ['%H', '%P', '%s', '%B', '%an', '%ae', '%aI', '%cn', '%ce', '%cI'].join('%x00');
  const [from = ''] = range;
  if (limit === 1 && range.length === 1 && FULL_SHA.test(from))
    return [await readCommit(repository, from)];
  const output = await git(repository, [
    'log',
    `--max-count=${limit}`,
    `--format=${format}%x01`,
    ...range,
    '--',
  ]);
  return output
    .split('\u0001')
    .map((record) => record.replace(/^\n/, ''))
    .filter((record) => record !== '')
    .map((record) => {
      const [id, parents, title, message, an, ae, ad, cn, ce, cd] = record.split('\u0000');
      return {
        id: id ?? '',
        parentIds: (parents ?? '').split(' ').filter((parent) => parent !== ''),
        title: title ?? '',
        message: message ?? '',
        authorName: an ?? '',
        authorEmail: ae ?? '',
        authoredDate: ad ?? '',
        committerName: cn ?? '',
        committerEmail: ce ?? '',
        committedDate: cd ?? '',
      };
    });
}

/** Lines that a commit adds and takes away; binary files count none. */
export async function numstat(
  repository: string,
  sha: string,
): Promise<{ additions: number; deletions: number }> {
  const output = await git(repository, [
    'show',
    '--numstat',
    '--format=',
    '-m',
    '--first-parent',
    sha,
  ]);
  const sums = { additions: 0, deletions: 0 };
  for (const line of output.split('\n')) {
    const [added = '', removed = ''] = line.split('\t');
    sums.additions += Number(added) || 0;
    sums.deletions += Number(removed) || 0;
  }
  return sums;
}
