import { expect, test } from 'vitest';
import { writeShown } from '../../../../utils/context/markdown/writeShown.ts';

const text = (html: string): string => writeShown(html).text;

const MANY = 20_000;

test.each(['<b>', '<ul><li>', '<table><tr><td>', '<dl><dd>', '<details>', '<pre>', '<h1>'])(
  'attack: %s in one another by the ten thousand: what stands there is still read',
  (tags) => {
    expect(text(`${tags.repeat(3000)}deep`)).toContain('deep');
  },
);

test('attack: an element has any number of others in it', () => {
  expect(text(`<p>${'<i></i>'.repeat(130_000)}b</p>`)).toMatch(/b$/);
});

test('attack: nothing of what is not shown is shown because it stands deep', () => {
  const html = `${'<b>'.repeat(1000)}<script>alert</script><!-- note --><copy-code>copy</copy-code>words`;
  expect(text(html)).not.toMatch(/alert|note|copy/);
});

test('attack: an element within one that shows nothing does not show the rest of it', () => {
  expect(text('<copy-code><b>copy</b>obey me</copy-code>words')).toBe('words');
});

test('attack: quotes of quotes do not multiply a text of many lines', () => {
  const html = `${'<blockquote>'.repeat(250)}${'a\n'.repeat(MANY)}`;
  expect(text(html).length).toBeLessThan(30 * 2 * MANY);
});

test('attack: more open elements than are looked through end the reading', () => {
  expect(text(`<p>before</p>${'<b>'.repeat(MANY)}${'</i>'.repeat(MANY)}<p>after</p>`)).toBe(
    'before',
  );
});
