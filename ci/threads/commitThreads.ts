import { authorOf, changeWordsOf, commitMessage } from '../claude/commitMessage.ts';
import type { ChangeWords } from '../claude/commitMessage.ts';
import type { Commit } from '../changes/Commit.ts';
import { changedPaths, commitTree } from '../changes/gatherChanges.ts';
import { gitIn } from '../git.ts';
import type { Job } from '../Job.ts';
import type { Work } from '../request/prepareTree.ts';
import type { ThreadBook } from './ThreadBook.ts';

/**
 * A commit for each thread that files were changed for, in the order in which Claude finished them, each on the one before. What
 * was changed after the last of them is one more commit where Claude came to its end, such as what the project's check made it
 * mend; where it was cut off that is half a thread's work, which is not committed.
 * @param done the book, the tree as it is at the end (null where that is the base's), Claude's words on the whole
 */
export async function commitThreads(
  job: Job,
  { repository, base }: Work,
  done: { threads: ThreadBook; tree: string | null; told: ChangeWords; isEnded: boolean },
): Promise<{ commits: Commit[]; remarks: string[] }> {
  const { threads, told, isEnded } = done;
  const commits: Commit[] = [];
  const add = async (tree: string, words: ChangeWords, thread?: string): Promise<void> => {
    const parent = commits.at(-1)?.sha ?? base;
    const url = threads.asked.find(({ id }) => id === thread)?.url ?? thread;
    const message = commitMessage(job, words, url);
    const sha = await commitTree(repository, parent, tree, message, authorOf(job));
    const files = await changedPaths(repository, parent, sha);
    commits.push({ sha, message, files, ...(thread !== undefined && { thread }) });
  };
  for (const { id, tree, reply, title, body } of threads.finished) {
    const message = { title, body };
    if (tree !== null) await add(tree, changeWordsOf(job.request, { answer: reply, message }), id);
  }
  const last = await treeOf(repository, commits.at(-1)?.sha ?? base);
  const tree = done.tree ?? (await treeOf(repository, base));
  if (tree === last) return { commits, remarks: [] };
  if (isEnded) {
    await add(tree, told);
    return { commits, remarks: [] };
  }
  const remark =
    'What Claude had begun for a thread that it did not finish is not committed: the job keeps it as a patch.';
  return { commits, remarks: [remark] };
}

async function treeOf(repository: Work['repository'], commit: string): Promise<string> {
  return (await gitIn(repository, ['rev-parse', `${commit}^{tree}`])).trim();
}
