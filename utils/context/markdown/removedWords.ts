import { diffArrays } from 'diff';
import { decodeHTML } from 'entities';
import type { ShownText } from './ShownText.ts';

/** Beyond so many differences only the count of each word is compared. */
const MOST_EDITS = 300;
const WORD = /[\p{L}\p{N}]+/gu;
/** HTML's own elements: their names are markup and no words of anybody. */
const ELEMENTS =
  'a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav noframes noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup svg table tbody td template text textarea tfoot th thead time title tr track tt u ul var video wbr xmp';
const TAG = new RegExp(`</?(?:${ELEMENTS.replaceAll(' ', '|')})(?=[\\s/>])`, 'gi');

/**
 * The words of a source (Markdown) that have no counterpart in what is shown of it: each run of them once, as it is written.
 * `shown` is what `writeShown` made of GitLab's HTML of the same source.
 */
export function removedWords(source: string, shown: ShownText): string[] {
  const text = decodeHTML(source).replace(TAG, (tag) => ' '.repeat(tag.length));
  const words = [...text.matchAll(WORD)];
  const kept = keptOf(
    words.map(([word]) => word.toLowerCase()),
    wordsOf(shown.text),
  );
  const runs: string[] = [];
  let start = -1;
  words.forEach((word, index) => {
    if (kept[index]) start = -1;
    else if (start < 0) {
      start = word.index;
      runs.push(word[0]);
    } else runs[runs.length - 1] = text.slice(start, word.index + word[0].length);
  });
  const named = new Set(shown.named.flatMap((name) => wordsOf(name)));
  return runs.filter((run) => !wordsOf(run).every((word) => named.has(word)));
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map(([word]) => word.toLowerCase());
}

/** For each word of the source, whether what is shown has it, in the same order as far as that can be told. */
function keptOf(source: readonly string[], shown: readonly string[]): boolean[] {
  const changes = diffArrays([...source], [...shown], { maxEditLength: MOST_EDITS });
  if (changes === undefined) return keptByCount(source, shown);
  return changes
    .filter(({ added }) => !added)
    .flatMap(({ removed, value }) => value.map(() => !removed));
}

function keptByCount(source: readonly string[], shown: readonly string[]): boolean[] {
  const left = new Map<string, number>();
  for (const word of shown) left.set(word, (left.get(word) ?? 0) + 1);
  return source.map((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
}
