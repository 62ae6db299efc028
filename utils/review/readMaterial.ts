import { isListCut } from '../context/describe/isListCut.ts';
import type { Diff } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { Finding } from '../outcome/Finding.ts';
import { fileOf, needsText, type ReviewMaterial } from './checkFindings.ts';

/** Files read whole for one check; findings in further ones are told by the diff alone. */
const MOST_FILES = 30;

/** Reads a merge request as its findings are checked: its diff, its discussions, and the files whose diff does not tell enough. */
export async function readMaterial(
  gitLab: GitLab,
  { projectId, iid }: { projectId: number; iid: number },
  findings: readonly Finding[],
  alsoPaths: readonly string[] = [],
): Promise<Result<ReviewMaterial>> {
  const [mergeRequest, diffs, discussions] = await Promise.all([
    gitLab.mergeRequest(projectId, iid),
    gitLab.diffs(projectId, iid),
    gitLab.discussions(projectId, 'merge_request', iid),
  ]);
  if (!mergeRequest.ok) return mergeRequest;
  if (!diffs.ok) return diffs;
  if (!discussions.ok) return discussions;
  const refs = mergeRequest.value.diff_refs;
  // A diff of another head than the merge request's is one that is being made.
  if (!refs || (mergeRequest.value.sha !== null && refs.head_sha !== mergeRequest.value.sha))
    return { ok: false, failure: { kind: 'refused', reason: 'preparing' } };
  const named = findings.flatMap((finding) => {
    const file = fileOf(diffs.value, finding);
    return file && needsText(file, finding) ? [file] : [];
  });
  const also = diffs.value.filter(({ new_path: path }) => alsoPaths.includes(path));
  const texts = await readTexts(gitLab, projectId, refs.head_sha, [...named, ...also]);
  const overflow = isListCut(mergeRequest.value.changes_count, diffs.value);
  const locked = mergeRequest.value.discussion_locked === true;
  const read = { diffs: diffs.value, discussions: discussions.value };
  return { ok: true, value: { refs, texts, overflow, locked, ...read } };
}

async function readTexts(
  gitLab: GitLab,
  projectId: number,
  ref: string,
  files: readonly Diff[],
): Promise<Map<string, string>> {
  const paths = [...new Set(files.map(({ new_path: path }) => path))].slice(0, MOST_FILES);
  const read = await Promise.all(
    paths.map(async (path) => [path, await gitLab.file(projectId, path, ref)] as const),
  );
  return new Map(read.flatMap(([path, text]) => (text.ok ? [[path, text.value]] : [])));
}
