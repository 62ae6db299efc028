import { RE2JS, RE2JSException } from 're2js';
import type { Truth } from './Expression.ts';

/** A longer pattern or text is not matched: the work of RE2 is the one times the other. */
const LONGEST_PATTERN = 500;
const LONGEST_TEXT = 2_000;
/** What `{n,m}` may add up to: each is written out as often. */
const MOST_REPEATS = 300;

function repeats(source: string): number {
  const counts = source.matchAll(/\{\d{1,9}(?:,\d{0,9})?/g);
  return [...counts].reduce(
    (sum, [all]) => sum + Math.max(...(all.match(/\d+/g) ?? ['0']).map(Number)),
    0,
  );
}

/**
 * Whether a pattern of a CI file is found in `text`. GitLab matches with RE2, and so does this: no pattern takes longer than its
 * length times the text's. What RE2 refuses cannot be told.
 */
export function matchPattern(source: string, flags: string, text: string): Truth {
  if (source.length > LONGEST_PATTERN || text.length > LONGEST_TEXT) return 'unknown';
  if (repeats(source) > MOST_REPEATS) return 'unknown';
  const set = [...new Set(flags)].join('');
  try {
    const pattern = RE2JS.compile(set === '' ? source : `(?${set})${source}`);
    return pattern.matcher(text).find() ? 'true' : 'false';
  } catch (error) {
    if (error instanceof RE2JSException) return 'unknown';
    throw error;
  }
}

/** Reads `/source/flags` out of a variable's value, as GitLab does for patterns kept in variables; null for anything else. */
export function patternOf(value: string): { source: string; flags: string } | null {
  const match = /^\/((?:[^/\\]|\\.)+)\/([ismU]*)$/.exec(value);
  return match && { source: match[1] ?? '', flags: match[2] ?? '' };
}
