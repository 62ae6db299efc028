import { expect, test } from 'vitest';
import { askedImages } from '../../../../ci/request/askedImages.ts';

const IMAGE = {
  file: '1-bug.png',
  secret: 'ab'.repeat(16),
  filename: 'bug.png',
  sha256: 'cd'.repeat(32),
};

test('an image is read with what came along of it, or without', () => {
  const second = { ...IMAGE, file: '2-bug.png', data: 'aGk=' };
  expect(askedImages([IMAGE, second])).toEqual([{ ...IMAGE, data: null }, second]);
});

test.each([
  ['a file that leads elsewhere', { file: '../1-bug.png' }],
  ['a file of another kind', { file: '1-run.sh' }],
  ['a file without a number', { file: 'bug.png' }],
  ['a secret that is a path', { secret: `${'a'.repeat(30)}/.` }],
  ['a filename with a slash', { filename: 'a/../../jobs' }],
  ['a filename with a query', { filename: 'a.png?x=1' }],
  ['no digest', { sha256: '' }],
  ['something other than texts', { secret: 12 }],
])('an entry with %s is left out', (_, wrong) => {
  expect(askedImages([{ ...IMAGE, ...wrong }])).toEqual([]);
});

test('no file is written twice, and of many entries only the first ten count', () => {
  expect(askedImages([IMAGE, IMAGE])).toHaveLength(1);
  const many = Array.from({ length: 30 }, (_, index) => ({ ...IMAGE, file: `${index + 1}-a.png` }));
  expect(askedImages(many)).toHaveLength(10);
});

test.each([undefined, null, 'x', {}, [null, 'x', []]])('%j holds no images', (value) => {
  expect(askedImages(value)).toEqual([]);
});
