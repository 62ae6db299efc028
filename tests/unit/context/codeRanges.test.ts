import * as fc from 'fast-check';
import { parse, postprocess, preprocess } from 'micromark';
import { describe, expect, test } from 'vitest';
import { codeRanges } from '../../../utils/context/codeRanges.ts';
import { merged } from '../../../utils/context/Range.ts';

const CODE = new Set(['codeFenced', 'codeIndented', 'codeText']);

/** What a whole parser of CommonMark calls code: every character but white space, the marks of quotes set aside. */
function codeByMicromark(text: string): string {
  const chunks = preprocess()(text, undefined, true);
  const ranges = postprocess(parse().document().write(chunks))
    .filter(([kind, token]) => kind === 'enter' && CODE.has(token.type))
    .map(([, token]) => ({ start: token.start.offset, end: token.end.offset }));
  return codeOf(text, merged(ranges));
}

function codeOf(text: string, ranges: readonly { start: number; end: number }[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end).replace(/[\s>]/g, '')).join('');
}

const code = (text: string): string[] =>
  codeRanges(text).map(({ start, end }) => text.slice(start, end));

describe('what Markdown reads as code', () => {
  test.each([
    ['a `b` c', ['`b`']],
    ['a ``b ` c`` d', ['``b ` c``']],
    ['a \\`b` c', []],
    ['a `b\n\nc` d', []],
    ['a <b title="`"> ` c', []],
    ['a <!-- ` --> b ` c', []],
    ['```js\na\n```\nb', ['```js\na\n```']],
    ['~~~\n```\n~~~\n', ['~~~\n```\n~~~']],
    ['``` a` b', []],
    ['- a\n\n  ```\n  b\n  ```\n\n<!-- c -->', ['```\n  b\n  ```']],
    ['> ```\n> a\n\nb', ['```\n> a']],
    ['-\n\n  ```\n  b', ['  ```\n  b']],
    ['- \n  ```\n  b\n- c', ['```\n  b']],
    ['a\n    b', []],
    ['a\n\n    b\n', ['    b']],
    ['<div>\n```\n</div>\n\n`a`', ['`a`']],
    ['| ` | ` |\n| - | - |\n| ` | ` |', []],
    ['| a | `b` |\n|---|---|\n| c | `d` |', ['`b`', '`d`']],
  ])('%j', (text, expected) => {
    expect(code(text)).toEqual(expected);
  });

  test('is the same as for a whole parser', () => {
    const pieces = fc.constantFrom(
      ...'`|``|```|~~~|```js|    |\t|  |\n|\n\n|\n> |\n- a|\n1. a|\n  |\n   |a| b |# |\n---\n|<b>|<div>|</div>'
        .concat('|\n<!-- |-->|\\|\n```\n|\n~~~~\n|* a|\n<pre>|</pre>|<a b="|">|>|<x:y>')
        .split('|'),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (list) => {
        const text = list.join('');
        expect(codeOf(text, codeRanges(text))).toBe(codeByMicromark(text));
      }),
      { numRuns: 3000 },
    );
  });
});
