import { expect, it } from 'vitest';
import { titleOf } from '../../../../ci/changes/titleOf.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';

const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });

it('is the answer’s first sentence without Markdown', () => {
  expect(titleOf(request, '## **Carts** count `quantity` now. And more.')).toBe(
    'Carts count quantity now',
  );
});

it('is cut where it is long', () => {
  expect(titleOf(request, 'word '.repeat(40))).toBe(`${'word '.repeat(14).trim()}…`);
});

it('cannot be a quick action or a mention', () => {
  expect(titleOf(request, '/merge @all of these things')).toBe('merge all of these things');
});

it('says only what it is for when the answer is private or says nothing', () => {
  expect(titleOf({ ...request, isPrivate: true }, 'The secret plan is done.')).toBe(
    'Changes for #12',
  );
  expect(titleOf(request, '…')).toBe('Changes for #12');
});

it.each([
  [
    'Cart totals were wrong, e.g. for vouchers. Now they hold.',
    'Cart totals were wrong, e.g. for vouchers',
  ],
  ['Use node.js, i.e. the LTS. Then build.', 'Use node.js, i.e. the LTS'],
  ['Version 1.2.3 counts vouchers. And more.', 'Version 1.2.3 counts vouchers'],
  ['合計を直しました。次へ', '合計を直しました'],
])('does not end at an abbreviation or a version: %s', (answer, title) => {
  expect(titleOf(request, answer)).toBe(title);
});
