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

/** The pattern as RE2 has it: null where RE2 refuses it, undefined where it is too much to try. */
function compile(source: string, flags: string): RE2JS | null | undefined {
  if (source.length > LONGEST_PATTERN || repeats(source) > MOST_REPEATS) return undefined;
  const set = [...new Set(flags)].join('');
  try {
    return RE2JS.compile(set === '' ? source : `(?${set})${source}`);
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

/**
 * Whether a pattern of a CI file is found in `text`. GitLab matches with RE2, and so does this: no pattern takes longer than its
 * length times the text's. What RE2 refuses cannot be told.
 */
export function matchPattern(source: string, flags: string, text: string): Truth {
  const pattern = text.length > LONGEST_TEXT ? null : compile(source, flags);
  if (!pattern) return 'unknown';
  return pattern.matcher(text).find() ? 'true' : 'false';
}

/**
 * Whether `text` matches a value, which is a pattern where it is written as one and RE2 takes it. Any other value is searched, the
 * other way round: `$A =~ "abc"` is true where "abc" holds `$A` (`lexeme/pattern.rb`, `build_and_evaluate`).
 */
export function matchValue(value: string, text: string): Truth {
  const written = /^\/(.*)\/([ismU]*)$/m.exec(value.replaceAll('\\/', '/'));
  const [, source = '', flags = ''] = written ?? [];
  const pattern = written ? compile(source, flags) : null;
  if (pattern === undefined) return 'unknown';
  if (pattern === null) return value.includes(text) ? 'true' : 'false';
  return matchPattern(source, flags, text);
}
