import type { Branch, Lint } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import { isAtLeast, LINT_REF_SINCE } from '../gitlab/versions.ts';
import { isTooLong } from './yaml/isTooLong.ts';
import { readCiFileAhead } from './yaml/readAhead.ts';
import { readCiFile } from './yaml/readCiFile.ts';

/** Has GitLab lint the root file as it lies at a ref, or a text in its place. */
export type AskLint = (target: { ref: string } | { content: string }) => Promise<Result<Lint>>;

/** What is written of jobs and settings at the top of a CI file; its includes are merged away. */
async function topKeys(text: string): Promise<string[]> {
  if (isTooLong(text)) return [];
  await readCiFileAhead(text);
  const read = readCiFile(text);
  return read.ok ? Object.keys(read.value.body).filter((name) => name !== 'include') : [];
}

/** Whether what GitLab merged is that file, not another one. */
async function isOf(rootFile: string, { merged_yaml: merged }: Lint): Promise<boolean> {
  const there = new Set(await topKeys(merged ?? ''));
  return (await topKeys(rootFile)).every((name) => there.has(name));
}

/**
 * Lints a branch's root file. A GitLab before 16.10 knows no ref for that and takes the default branch's file in its place; an answer
 * that is not of the file meant is asked for once more, by the file's text.
 * @param file the root file, null where it cannot be read; the text to be linted in its place, null for none; GitLab's version, null where it is not known
 */
export async function lintFile(
  lint: AskLint,
  branch: Pick<Branch, 'name' | 'default'>,
  {
    rootFile,
    text,
    version = null,
  }: { rootFile: string | null; text: string | null; version?: string | null },
): Promise<Result<Lint>> {
  if (text !== null) return lint({ content: text });
  const answer = await lint({ ref: branch.name });
  if (version !== null && isAtLeast(version, LINT_REF_SINCE)) return answer;
  if (!answer.ok || branch.default || rootFile === null || (await isOf(rootFile, answer.value)))
    return answer;
  const again = await lint({ content: rootFile });
  return again.ok ? again : answer;
}
