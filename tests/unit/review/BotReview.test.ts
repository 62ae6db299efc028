import { expect, it } from 'vitest';
import { readBotReview, writeBotReview } from '../../../utils/review/BotReview.ts';
import { aFinding, aReview, HEAD, LINE_CODE } from '../ci/review/aReview.ts';

const end = { line_code: LINE_CODE, type: null, old_line: 7, new_line: 8 };
const at = aFinding().at;
const range = { start: { ...end, new_line: 6 }, end };
const WHOLE = aReview(
  aFinding({ suggestion: '', applies: true }),
  aFinding({ at: at && { ...at, position: { ...at.position, old_line: 7, line_range: range } } }),
  aFinding({ at: null }),
);
const WRITTEN = writeBotReview(WHOLE);

it('a review reads as it was written', () => {
  expect(readBotReview(WRITTEN)).toEqual(WHOLE);
});

it.each([
  ['another head than its lines', `"head": "${HEAD}"`, `"head": "${'d'.repeat(40)}"`],
  ['a head that is a branch', `"head": "${HEAD}"`, '"head": "main"'],
  ['no findings', /"findings": \[[^]*\]/, '"findings": []'],
  ['a place of two lines', '"place": "src/voucher.js:8"', String.raw`"place": "a\nb"`],
  ['no words', /"text": "[^\n]*"/, '"text": " "'],
  ['words without end', /"text": "[^\n]*"/, `"text": "${'x'.repeat(25_001)}"`],
  ['a line that is none', '"new_line": 8', '"new_line": "8"'],
  ['no line on either side', /"new_line": 8\n/, '"x": 8\n'],
  ['a line code that leads elsewhere', LINE_CODE, '../../x'],
  ['an image for a place', '"position_type": "text"', '"position_type": "image"'],
  ['a kind of line that is none', '"type": null', '"type": "both"'],
  ['a heading that is none', '"Additional findings"', '[]'],
])('with %s it has no form', (_, part, instead) => {
  const changed = WRITTEN.replace(part, () => instead);
  expect(changed).not.toBe(WRITTEN);
  expect(readBotReview(changed)).toBeNull();
});

it('what is no JSON, no object or too much has no form', () => {
  for (const sent of ['', '{', '[]', 'null', WRITTEN + ' '.repeat(1_000_000)])
    expect(readBotReview(sent)).toBeNull();
  const many = aReview(...Array.from({ length: 301 }, () => aFinding({ at: null })));
  expect(readBotReview(writeBotReview(many))).toBeNull();
});
