import { expect, test, vi } from 'vitest';
import { takeDocument, TooEntangled } from '../../../../utils/pipeline/yaml/takeDocument.ts';

const goOn = async (): Promise<void> => undefined;

test('the first document is taken, with what stands before and behind it', async () => {
  const { before, document, after } = await takeDocument(
    '%FOO\n---\na: 1\n...\n# c\n---\nb: 2',
    goOn,
  );
  expect(before.map(({ type }) => type)).toContain('directive');
  expect(document?.value).toMatchObject({ type: 'block-map', items: [expect.anything()] });
  expect(after.map(({ type }) => type)).toContain('comment');
});

test('of a text without a document there is none', async () => {
  expect(await takeDocument('# nothing', goOn)).toMatchObject({ document: null });
});

test('others go first every three thousand tokens', async () => {
  const pause = vi.fn<() => Promise<void>>(goOn);
  await takeDocument('- a\n'.repeat(1_500), pause);
  // `-`, a space, a sign that text follows, the text, a line end.
  expect(pause).toHaveBeenCalledTimes(2);
});

test('any number of brackets that are closed again is taken', async () => {
  for (const text of ['- [a]\n', '- {a: b}\n', '- [[], {}]\n'])
    expect((await takeDocument(text.repeat(300), goOn)).document).not.toBeNull();
  const list = `- [${'a,'.repeat(12_000)}]\n`;
  expect((await takeDocument(list + list, goOn)).document).not.toBeNull();
});

test.each([
  ['deep lists', '['.repeat(201)],
  ['deep maps', '{a: '.repeat(201)],
  ['a long list', `[${'a,'.repeat(20_000)}]`],
  ['a long map', `{${'a: b,'.repeat(12_000)}}`],
])('attack: within brackets not: %s', async (_, text) => {
  await expect(takeDocument(text, goOn)).rejects.toThrow(TooEntangled);
});
