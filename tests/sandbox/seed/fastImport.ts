import { git } from '../git/git.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SeedCommit {
  ref: string;
  message: string;
  author: { name: string; email: string };
  /** Seconds since 1970. */
  at: number;
  /** Index of the commit in the list that this one follows, or the SHA of one that is there. */
  parent: number | string | null;
  /** Text by path; null deletes. */
  files: Record<string, string | null>;
}

/** Refuses what the server names in `SANDBOX_DENIED` (patterns of protected branches that the user may not push to), and what breaks its push rules. */
const PRE_RECEIVE = `#!/bin/sh
set -f
while read -r old new ref; do
  for pattern in $SANDBOX_DENIED; do
    case "$ref" in
      refs/heads/$pattern)
        echo "GitLab: You are not allowed to push code to protected branches on this project." >&2
        exit 1;;
    esac
  done
  if [ -n "$SANDBOX_RULES" ]; then "$SANDBOX_NODE" "$SANDBOX_JUDGE" "$new" "$ref" || exit 1; fi
done
`;

/** Makes a bare repository with these commits, by one git process. Gives their SHAs in order. */
export async function makeRepository(
  folder: string,
  commits: SeedCommit[],
  refs: Record<string, number> = {},
): Promise<string[]> {
  // What `git init --bare` makes; nothing of it lasts long enough to be tidied up.
  for (const part of ['objects', 'refs', 'hooks'])
    await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'hooks', 'pre-receive'), PRE_RECEIVE, { mode: 0o755 });
  await writeFile(
    join(folder, 'config'),
    [
      '[core]\n\trepositoryformatversion = 0\n\tbare = true',
      // Merge requests' heads belong to the server: readable, never pushed to.
      '[receive]\n\thideRefs = refs/merge-requests\n\tautogc = false',
      '[uploadpack]\n\tallowAnySHA1InWant = true',
      '[gc]\n\tauto = 0\n',
    ].join('\n'),
  );
  return importCommits(folder, commits, refs);
}

/** Adds commits to a repository, by one git process. Gives their SHAs in order. */
export async function importCommits(
  folder: string,
  commits: SeedCommit[],
  refs: Record<string, number> = {},
): Promise<string[]> {
  const stream = [
    ...commits.map(commitCommand),
    ...Object.entries(refs).map(([ref, index]) => `reset ${ref}\nfrom :${index + 1}\n\n`),
    ...commits.map((_, index) => `get-mark :${index + 1}\n`),
    'done\n',
  ].join('');
  // Kept as the pack that they come in: two files to make, copy and remove.
  const pack = ['-c', 'fastimport.unpackLimit=1'];
  const marks = await git(folder, [...pack, 'fast-import', '--quiet', '--done'], { input: stream });
  return marks.trim().split('\n');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function commitCommand(commit: SeedCommit, index: number): string {
  const who = `${commit.author.name} <${commit.author.email}> ${commit.at} +0000`;
  const files = Object.entries(commit.files).map(([path, text]) =>
    text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
  );
  return [
    `commit ${commit.ref}\nmark :${index + 1}\nauthor ${who}\ncommitter ${who}\n`,
    data(commit.message),
    parentOf(commit),
    ...files,
    '\n',
  ].join('');
}

function parentOf({ parent }: SeedCommit): string {
  if (parent === null) return '';
  return `from ${typeof parent === 'string' ? parent : `:${parent + 1}`}\n`;
}
