import { expect, it } from 'vitest';
import { BRANCH } from '../../../ci/readPlace.ts';

it.each([
  'main',
  'feature/vouchers',
  'fix-#12',
  'a@b',
  'v1.2',
  'größe',
  '主干',
  'a&b$(x);`y`|\'"<z>',
])('%s is a branch name', (name) => {
  expect(BRANCH.test(name)).toBe(true);
});

it.each([
  '-x',
  '--upload-pack=x',
  'a..b',
  'a@{1}',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a b',
  'a:b',
  'a\nb',
  'a.',
  '+a:b*',
  'a/',
  '@',
  'a~1',
  'a^',
  'a?',
  'a[b',
  'a\\b',
  'a\u007f',
  '',
])('%j is none', (name) => {
  expect(BRANCH.test(name)).toBe(false);
});
