import type { Diff } from '../gitlab/entities.ts';
import type { NumberedLine } from './DiffLines.ts';
import { lineCode } from './lineCode.ts';

/** The three commits that a merge request's diff lies between, as `diff_refs` names them. */
export interface DiffRefs {
  base_sha: string;
  start_sha: string;
  head_sha: string;
}

interface RangeEnd {
  line_code: string;
  type: 'new' | 'old' | null;
  old_line: number | null;
  new_line: number | null;
}

/** A note's place in a diff as GitLab takes it. */
export interface NotePosition extends DiffRefs {
  position_type: 'text';
  old_path: string;
  new_path: string;
  old_line?: number;
  new_line?: number;
  line_range?: { start: RangeEnd; end: RangeEnd };
}

/** An added line has its new number alone, a removed one its old number alone, any other both: else GitLab refuses, or drops it. */
function numbersOf({ kind, old, new: fresh }: NumberedLine): {
  old_line?: number;
  new_line?: number;
} {
  return {
    ...(kind !== 'new' && { old_line: old }),
    ...(kind !== 'old' && { new_line: fresh }),
  };
}

async function endOf(path: string, line: NumberedLine): Promise<RangeEnd> {
  const { old_line = null, new_line = null } = numbersOf(line);
  const type = line.kind === 'same' ? null : line.kind;
  return { line_code: await lineCode(path, line), type, old_line, new_line };
}

/**
 * The place of a note at lines of a changed file, with the name that GitLab will have for it. A note stands at the last of its
 * lines.
 */
export async function positionOf(
  file: Pick<Diff, 'old_path' | 'new_path'>,
  refs: DiffRefs,
  { first, last }: { first: NumberedLine; last: NumberedLine },
): Promise<{ position: NotePosition; lineCode: string }> {
  const { old_path, new_path } = file;
  const end = await endOf(new_path, last);
  const position: NotePosition = {
    position_type: 'text',
    base_sha: refs.base_sha,
    start_sha: refs.start_sha,
    head_sha: refs.head_sha,
    old_path,
    new_path,
    ...numbersOf(last),
    ...(first !== last && { line_range: { start: await endOf(new_path, first), end } }),
  };
  return { position, lineCode: end.line_code };
}
