import type { Truth } from './Expression.ts';

/** What RE2 reads otherwise than JavaScript, or does not read. */
const DIFFERENT = /\(\?|\[\[:|\\[AzZQECpPx]|\\[1-9]/;
/** A longer text is not matched: a pattern that backtracks could take for ever. */
const LONGEST = 2000;

/** Whether a pattern of a CI file is found in `text`; GitLab uses RE2, so what would differ there is unknown. */
export function matchPattern(source: string, flags: string, text: string): Truth {
  if (text.length > LONGEST || /[mU]/.test(flags)) return 'unknown';
  const translated = source.replaceAll('\\A', '^').replace(/\\z$/, '$');
  if (DIFFERENT.test(translated)) return 'unknown';
  const found = safely(() => new RegExp(translated, flags).test(text));
  return found === null ? 'unknown' : found ? 'true' : 'false';
}

/** Reads `/source/flags` out of a variable's value, as GitLab does for patterns kept in variables; null for anything else. */
export function patternOf(value: string): { source: string; flags: string } | null {
  const match = /^\/((?:[^/\\]|\\.)+)\/([ismU]*)$/.exec(value);
  return match && { source: match[1] ?? '', flags: match[2] ?? '' };
}

function safely(test: () => boolean): boolean | null {
  try {
    return test();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
