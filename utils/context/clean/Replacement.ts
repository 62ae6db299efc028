import type { Range } from './Range.ts';

/** One thing to be taken out of a text. */
export interface Replacement extends Range {
  /** What stands there afterwards. */
  instead: string;
  /** What was there, for people; the text itself where this is missing. */
  name?: string;
}

/** `text` after `edits`, which stand in order and do not overlap. */
export function applyReplacements(text: string, edits: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, instead } of edits) {
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}
