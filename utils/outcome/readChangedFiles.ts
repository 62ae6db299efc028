import type { GitLab } from '../gitlab/GitLab.ts';
import type { ChangedFile } from './Outcome.ts';

/** A run makes one commit; a job of somebody else's may make more. */
const MOST_COMMITS = 5;
const MOST_FILES = 100;

function countLines(diff: string, sign: '+' | '-'): number {
  return diff.split('\n').filter((line) => line.startsWith(sign)).length;
}

/** The files that these commits changed; null where one of them cannot be read. */
export async function readChangedFiles(
  gitLab: GitLab,
  projectId: number,
  commits: readonly string[],
): Promise<ChangedFile[] | null> {
  const shas = commits.slice(0, MOST_COMMITS);
  const answers = await Promise.all(shas.map((sha) => gitLab.commitDiff(projectId, sha)));
  const files = new Map<string, ChangedFile>();
  for (const answer of answers) {
    if (!answer.ok) return null;
    for (const { new_path: path, diff } of answer.value) {
      const { added = 0, removed = 0 } = files.get(path) ?? {};
      files.set(path, {
        path,
        added: added + countLines(diff, '+'),
        removed: removed + countLines(diff, '-'),
      });
    }
  }
  return files.size === 0 ? null : [...files.values()].slice(0, MOST_FILES);
}
