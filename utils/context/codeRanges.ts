import { parse, postprocess, preprocess } from 'micromark';

/** A stretch of a text, in UTF-16 units, `end` exclusive. */
export interface Range {
  start: number;
  end: number;
}

const CODE = new Set(['codeFenced', 'codeIndented', 'codeText']);

/** Where Markdown reads `text` as code: fences, indented blocks and spans, in order. Needs a text without NUL or byte order mark, since offsets are counted on it. */
export function codeRanges(text: string): Range[] {
  const chunks = preprocess()(text, undefined, true);
  const events = postprocess(parse().document().write(chunks));
  return events
    .filter(([kind, token]) => kind === 'enter' && CODE.has(token.type))
    .map(([, token]) => ({ start: token.start.offset, end: token.end.offset }))
    .toSorted((one, other) => one.start - other.start);
}

/** The parts of `text` outside `ranges` are replaced by what `outside` gives, the parts inside by what `inside` gives. */
export function mapAround(
  text: string,
  ranges: Range[],
  outside: (part: string) => string,
  inside: (part: string) => string = (part) => part,
): string {
  let result = '';
  let at = 0;
  for (const { start, end } of ranges) {
    if (end <= at) continue;
    result += outside(text.slice(at, Math.max(at, start)));
    result += inside(text.slice(Math.max(at, start), end));
    at = end;
  }
  return result + outside(text.slice(at));
}
