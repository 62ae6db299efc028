import type { DiffFile } from '../git/mergeRequestDiff.ts';
import type { Entity } from './entities.ts';
import { asOf } from './versions.ts';

/** From so many bytes on a file's diff is folded, and from so many on it is not given at all. */
const COLLAPSED = 100 * 1024;
const TOO_LARGE = 200 * 1024;
/** Names that GitLab takes for generated files (`Gitlab::Diff`, linguist). */
const GENERATED = /(?:^|\/)(?:package-lock\.json|yarn\.lock|Gemfile\.lock|Cargo\.lock|go\.sum)$/;

/**
 * One file of a diff as GitLab gives it.
 * @param whole gives large and generated files, too, as a commit's diff does
 */
export function diffEntity(
  version: string,
  file: DiffFile,
  { unidiff = false, whole = false }: { unidiff?: boolean; whole?: boolean } = {},
): Entity {
  const bytes = Buffer.byteLength(file.diff);
  const generated = GENERATED.test(file.newPath);
  const tooLarge = bytes > TOO_LARGE;
  const collapsed = !tooLarge && !whole && (bytes > COLLAPSED || generated);
  const from = file.newFile ? '/dev/null' : `a/${file.oldPath}`;
  const to = file.deletedFile ? '/dev/null' : `b/${file.newPath}`;
  const sides = unidiff && file.diff !== '' ? `--- ${from}\n+++ ${to}\n` : '';
  return asOf(version, 'diff', {
    diff: tooLarge || collapsed ? '' : `${sides}${file.diff}`,
    collapsed,
    too_large: tooLarge,
    new_path: file.newPath,
    old_path: file.oldPath,
    a_mode: file.aMode,
    b_mode: file.bMode,
    new_file: file.newFile,
    renamed_file: file.renamedFile,
    deleted_file: file.deletedFile,
    // Only a merge request's diff is looked at for that.
    generated_file: whole ? null : generated,
  });
}
