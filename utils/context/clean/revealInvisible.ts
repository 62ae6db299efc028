import { shorten, type Cleaned } from './Cleaned.ts';
import { codeName, invisibleRuns, nameOfInvisible, type InvisibleRun } from './invisible.ts';
import { withCounts } from './withCounts.ts';

/** How a run is shown in code: one by its number, more by their number only, so that what they spell is not handed on. */
export function shownInCode({ codes }: InvisibleRun): string {
  const [first] = codes;
  return first !== undefined && codes.length === 1
    ? `[${codeName(first)}]`
    : `[${codes.length} invisible characters]`;
}

/** Shows invisible characters in code, instead of taking them out: who reviews a change must see that they are there. */
export function revealInvisible(text: string): Cleaned {
  const runs = invisibleRuns(text);
  let result = '';
  let at = 0;
  for (const run of runs) {
    result += text.slice(at, run.start) + shownInCode(run);
    at = run.end;
  }
  return {
    text: result + text.slice(at),
    removals: withCounts(runs.map(nameOfInvisible)).map((name) => ({
      kind: 'hidden',
      text: shorten(name),
    })),
  };
}
