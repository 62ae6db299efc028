import * as git from 'isomorphic-git';
import { z } from 'zod';
import { place } from './objects.ts';
import { readCommit } from './readCommit.ts';
import { entryAt } from './trees.ts';

/** Answers that never change: what a full SHA names is the same for ever. */
const answers = new Map<string, Promise<string>>();

function once(key: string, find: () => Promise<string>): Promise<string> {
  const answer = answers.get(key) ?? find();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

/**
 * The last commit up to the commit `from` that changed a path; `''` where none did.
 * As `git log -1 -- <path>`: a merge that took the file of one side as it was leads on to that side.
 */
export function lastCommitOf(repository: string, from: string, path: string): Promise<string> {
  return once(`${repository} ${from} ${path}`, async () => {
    let at = from;
    while (true) {
      const there = await stateAt(repository, at, path);
      const { parentIds } = await readCommit(repository, at);
      if (parentIds.length === 0) return there === '' ? '' : at;
      const before = await Promise.all(parentIds.map((one) => stateAt(repository, one, path)));
      const same = parentIds[before.indexOf(there)];
      if (same === undefined) return at;
      at = same;
    }
  });
}

/** What tells a path's content and mode at a commit from another; `''` where nothing is. */
async function stateAt(repository: string, commit: string, path: string): Promise<string> {
  const entry = await entryAt(repository, commit, path);
  return entry === null ? '' : `${entry.mode} ${entry.oid}`;
}

/** The commit that a merge of two would start from; throws where they share none. */
export function commonAncestor(repository: string, one: string, other: string): Promise<string> {
  return once(`${repository} ${one} ${other}`, async () => {
    const found = await git.findMergeBase({ ...place(repository), oids: [one, other] });
    const [sha] = z.array(z.string()).parse(found);
    if (sha === undefined) throw new Error(`${one} and ${other} share no commit`);
    return sha;
  });
}
