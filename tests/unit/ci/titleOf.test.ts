import { expect, it } from 'vitest';
import { titleOf } from '../../../ci/titleOf.ts';
import { readRequest } from '../../../ci/readRequest.ts';

const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });

it('is the answer’s first sentence without Markdown', () => {
  expect(titleOf(request, '## **Carts** count `quantity` now. And more.')).toBe(
    'Carts count quantity now',
  );
});

it('is cut where it is long', () => {
  expect(titleOf(request, 'word '.repeat(40))).toHaveLength(72);
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
