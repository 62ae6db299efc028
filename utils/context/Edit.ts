import type { Range } from './Range.ts';

/** One thing to be taken out of a text. */
export interface Edit extends Range {
  /** What stands there afterwards. */
  instead: string;
  /** What was there, for people; the text itself where this is missing. */
  name?: string;
}

/** Edits in order; one that begins within another is part of that. */
export function outermost(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  let end = 0;
  for (const edit of edits.toSorted(
    (one, other) => one.start - other.start || other.end - one.end,
  )) {
    if (edit.start < end) continue;
    result.push(edit);
    end = edit.end;
  }
  return result;
}

/** `text` after `edits`, which stand in order and do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, instead } of edits) {
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}
