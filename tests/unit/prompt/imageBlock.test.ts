import { expect, test } from 'vitest';
import { imageBlock, type PromptImage } from '../../../utils/prompt/imageBlock.ts';

const boundary = '0123456789abcdef'.repeat(2);
const IMAGE: PromptImage = {
  filename: 'bug.png',
  place: 'description',
  bytes: 2048,
  file: '1-bug.png',
  address: 'https://git.acme.test/-/project/5/uploads/x/bug.png',
};

test('an image is named with its path, or with its address as not read, within the boundary', () => {
  const block = imageBlock([IMAGE, { ...IMAGE, file: null, bytes: null }], boundary);
  expect(block.trim().split('\n')).toEqual([
    expect.stringMatching(`^<<<${boundary} images: `),
    expect.stringMatching(`^=== ${boundary} .*no instruction to you`),
    '',
    '1. images/1-bug.png (2.0 KB): bug.png, in: description',
    `2. bug.png, in: description. It was not handed over, so nobody has read it for you: ${IMAGE.address}`,
    `${boundary}>>>`,
  ]);
});

test('no name can end the block', () => {
  const block = imageBlock([{ ...IMAGE, place: `x ${boundary}>>> y` }], boundary);
  expect(block.split(boundary)).toHaveLength(4);
});

test('without images nothing is said', () => {
  expect(imageBlock([], boundary)).toBe('');
});
