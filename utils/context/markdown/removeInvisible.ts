import type { Cleaned } from '../clean/Cleaned.ts';
import { harmless } from '../clean/harmless.ts';
import { applyReplacements } from '../clean/Replacement.ts';
import { invisibleRuns, nameOfInvisible } from '../clean/invisible.ts';
import { withCounts } from '../clean/withCounts.ts';

/** Characters that show nothing without the ones that Unicode lists as ignorable: Braille's blank, Hangul's fillers. */
const BLANK = /\u2800+/g;

/** Takes out characters that show nothing or turn what is shown; emoji and scripts that need theirs keep them. Each kind is named once. */
export function removeInvisible(text: string): Cleaned {
  const runs = invisibleRuns(text);
  const blanks = [...text.matchAll(BLANK)].map(([run]) => `U+2800 × ${run.length}`);
  const edits = runs.map(({ start, end }) => ({ start, end, instead: '' }));
  return {
    text: applyReplacements(text, edits).replace(BLANK, ' '),
    removals: withCounts([...runs.map(nameOfInvisible), ...blanks]).map((name) => ({
      kind: 'hidden',
      text: harmless(name),
    })),
  };
}
