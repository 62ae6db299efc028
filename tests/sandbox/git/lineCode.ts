import { createHash } from 'node:crypto';
import type { Position } from '../state/State.ts';
import { readFile } from './git.ts';
import { type DiffFile, diffLines } from './mergeRequestDiff.ts';

/** The file of a diff that a position names: by its new path, or by its old one. */
export function fileOf(files: readonly DiffFile[], position: Position): DiffFile | undefined {
  return (
    files.find(({ newPath }) => newPath === position.new_path) ??
    files.find(({ oldPath }) => oldPath === (position.old_path ?? position.new_path))
  );
}

/**
 * GitLab's name for a line of a diff, `<sha1 of the path>_<old>_<new>`; null where the numbers name none: an added line
 * has its new number alone, a removed one its old number alone, any other both.
 */
export async function lineCode(
  repository: string,
  head: string,
  files: readonly DiffFile[],
  position: Position,
): Promise<string | null> {
  const file = fileOf(files, position);
  if (!file) return null;
  const { old_line: oldLine, new_line: newLine } = position;
  const pair = await findLine(repository, head, file, oldLine, newLine);
  if (!pair) return null;
  const hash = createHash('sha1').update(file.newPath).digest('hex');
  return `${hash}_${pair.old}_${pair.new}`;
}

async function findLine(
  repository: string,
  head: string,
  file: DiffFile,
  oldLine: number | null,
  newLine: number | null,
): Promise<{ old: number; new: number } | null> {
  // How many lines the old side is behind the new one.
  let offset = 0;
  let next = { old: 1, new: 1 };
  let before = 0;
  for (const line of diffLines(file.diff)) {
    if (line.kind === 'match') {
      const [, old = '1', fresh = '1'] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line.text) ?? [];
      next = { old: Number(old), new: Number(fresh) };
      if (isBetween(oldLine, newLine, before, next.new, offset)) {
        return { old: oldLine ?? 0, new: newLine ?? 0 };
      }
      continue;
    }
    if (line.kind === 'new' && oldLine === null && line.newLine === newLine) return next;
    if (line.kind === 'old' && newLine === null && line.oldLine === oldLine) return next;
    if (line.kind === 'context' && line.oldLine === oldLine && line.newLine === newLine) {
      return next;
    }
    next = {
      old: next.old + (line.kind === 'new' ? 0 : 1),
      new: next.new + (line.kind === 'old' ? 0 : 1),
    };
    offset = next.new - next.old;
    before = next.new - 1;
  }
  const text = (await readFile(repository, head, file.newPath))?.toString('utf8') ?? '';
  const last = text.replace(/\n$/, '').split('\n').length;
  return isBetween(oldLine, newLine, before, last + 1, offset)
    ? { old: oldLine ?? 0, new: newLine ?? 0 }
    : null;
}

/** An unchanged line outside of the hunks. */
function isBetween(
  oldLine: number | null,
  newLine: number | null,
  after: number,
  end: number,
  offset: number,
): boolean {
  if (oldLine === null || newLine === null) return false;
  return newLine > after && newLine < end && newLine - oldLine === offset;
}

/** True where a line of the new side is as it was on the old one, in a file that the diff has. */
export async function isUnchanged(
  repository: string,
  head: string,
  files: readonly DiffFile[],
  position: Position,
  newLine: number,
): Promise<boolean> {
  const file = fileOf(files, position);
  if (!file) return false;
  const added = diffLines(file.diff).some(
    (line) => line.kind === 'new' && line.newLine === newLine,
  );
  const text = (await readFile(repository, head, file.newPath))?.toString('utf8') ?? '';
  return !added && newLine > 0 && newLine <= text.replace(/\n$/, '').split('\n').length;
}
