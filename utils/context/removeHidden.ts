import { harmless, type Cleaned } from './Cleaned.ts';
import { codeIn } from './codeRanges.ts';
import { applied, outermost, type Edit } from './Edit.ts';
import { hiddenDefinitions } from './hiddenDefinitions.ts';
import { hiddenHtml } from './hiddenHtml.ts';
import { hiddenInMermaid } from './hiddenInMermaid.ts';
import { hiddenInText } from './hiddenInText.ts';
import { invisibleRuns, nameOf, type InvisibleRun } from './invisible.ts';
import { markdownBlocks } from './markdownBlocks.ts';
import { rangeAt, type Range } from './Range.ts';
import { shownInCode } from './revealInvisible.ts';
import { tally } from './tally.ts';

/** How often something hidden may come to light by taking out what stood in it; beyond that nobody means well. */
const ROUNDS = 5;
const MARKUP = /[<[&]|data:|%%/i;

/** In code one character that takes no room is part of the code; text spelled by several and a changed direction are not. */
function isHarmlessInCode({ codes: [first = 0, ...more] }: InvisibleRun): boolean {
  const turns = (first >= 0x202a && first <= 0x202e) || (first >= 0x2066 && first <= 0x2069);
  return more.length === 0 && !turns && first < 0xe0000;
}

function invisible(text: string, code: readonly Range[]): Edit[] {
  return invisibleRuns(text).flatMap((run): Edit[] => {
    const { start, end } = run;
    const inCode = rangeAt(code, start) !== null;
    if (inCode && isHarmlessInCode(run)) return [];
    return [{ start, end, instead: inCode ? shownInCode(run) : '', name: nameOf(run) }];
  });
}

function hiddenIn(text: string): { markup: Edit[]; characters: Edit[] } {
  const blocks = markdownBlocks(text);
  const code = codeIn(text, blocks);
  const markup = MARKUP.test(text)
    ? [
        ...hiddenHtml(
          text,
          code,
          blocks.filter(({ kind }) => kind === 'html'),
        ),
        ...hiddenDefinitions(text, blocks, code),
        ...hiddenInText(text, code),
        ...hiddenInMermaid(text, blocks),
      ]
    : [];
  return { markup, characters: invisible(text, code) };
}

/**
 * Takes out of Markdown what a reader of the page would not see. Each thing is named once, characters of one kind together.
 * What is code is judged before anything is taken out, as GitLab does, and again after it.
 */
export function removeHidden(text: string): Cleaned {
  const names: string[] = [];
  const characters: string[] = [];
  let rest = text;
  for (let round = 0; ; round += 1) {
    const found = hiddenIn(rest);
    const edits = outermost([...found.markup, ...found.characters]);
    const [first] = edits;
    if (first === undefined) break;
    const last: Edit = { start: first.start, end: rest.length, instead: '' };
    const taken = round < ROUNDS ? edits : [last];
    const isCharacter = new Set(found.characters);
    for (const edit of taken) {
      (isCharacter.has(edit) ? characters : names).push(
        edit.name ?? rest.slice(edit.start, edit.end),
      );
    }
    rest = applied(rest, taken);
  }
  return {
    text: rest,
    removals: [...names, ...tally(characters)].map((name) => ({
      kind: 'hidden',
      text: harmless(name),
    })),
  };
}
