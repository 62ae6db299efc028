import { expect, test } from 'vitest';
import { CleaningBudget } from '../../../../utils/context/clean/CleaningBudget.ts';
import { Writing } from '../../../../utils/context/describe/Writing.ts';
import { bare } from '../../fakes/bare.ts';

const REST = '\n[the rest is left out]';
const KEY = 'glpat-Wq8rT2yU5iO9pL3kJ7hG';
const paragraph = (text: string): string => `<p data-sourcepos="1:1-1:9">${text}</p>`;

test('words of our own and of others stand in the order in which they were given', () => {
  const writing = new Writing().head('').line('Mia').own(' wrote:\n').plain('two\nlines');
  const item = writing.own('\n').code('let a = 1;').item('a note', 3, { asked: true });
  expect(item).toMatchObject({ label: 'a note', worth: 3, asked: true, removals: [] });
  expect(bare(item.text)).toBe('=== Mia wrote:\ntwo\nlines\nlet a = 1;');
  expect(item).not.toHaveProperty('unreached');
  expect(item).not.toHaveProperty('images');
});

test.each([
  ['of exactly that length is whole', 'abcde', 'abcde'],
  ['beyond it ends there, and says so', 'abcdef', `abcde${REST}`],
])('a text %s', (_, text, written) => {
  expect(new Writing().body(text, { longest: 5 }).item('', 0).text).toBe(written);
  const shown = new Writing().body(text, { html: paragraph(text), longest: 5 });
  expect(shown.item('', 0).text).toBe(written);
});

test('a text is never cut within a character', () => {
  const text = 'abcd😀';
  const { text: written } = new Writing()
    .body(text, { html: paragraph(text), longest: 5 })
    .item('', 0);
  expect(written).toBe(`abcd\uFFFD${REST}`);
});

test('of HTML that is too long the rest is left out, and what was not read is not called hidden', () => {
  const words = 'many words '.repeat(100).trim();
  const html = Array.from(
    { length: 300 },
    (_, index) => `<p data-sourcepos="${index + 1}:1-${index + 1}:9">${words}</p>`,
  ).join('');
  const source = Array.from({ length: 300 }, () => words).join('\n\n');
  const item = new Writing().body(source, { html, longest: 1_000_000 }).item('', 0);
  expect(item.text.endsWith(REST)).toBe(true);
  // The source is cut at about the same place: within a word perhaps.
  const hidden = item.removals.map((removal) => removal.text).join();
  expect(hidden.length).toBeLessThan('many words'.length);
});

test('what is put back stands again, and the other pieces stay as they were', () => {
  const writing = new Writing().plain(`a ${KEY}`).own(' and ').plain(`b ${KEY}x9`);
  const { text, removals, rewrite } = writing.item('', 0);
  expect(text).toBe('a [MASKED gitlab-token] and b [MASKED gitlab-token]');
  const [first] = removals;
  const again = rewrite?.(new Set([first?.key ?? 'none']));
  expect(again?.text).toBe(`a ${KEY} and b [MASKED gitlab-token]`);
  expect(rewrite?.(new Set(['another key']))).toMatchObject({ text, removals });
});

test('what was removed elsewhere is told beside the text', () => {
  const removals = [{ kind: 'hidden', text: 'x' }] as const;
  expect(new Writing().own('a').removed(removals).item('', 0)).toMatchObject({
    text: 'a',
    removals,
  });
});

test('what the budget of the page does not reach is named, and the item says so', async () => {
  const writing = new Writing().own('our words: ').plain('one').own(', ').body('two');
  const item = await writing.itemInSlices(new CleaningBudget(1), 'a note', 0);
  expect(item.text).toBe('our words: one, [left out: this page holds too much text]');
  expect(item.unreached).toBe(true);
  const all = await writing.itemInSlices(new CleaningBudget(), 'a note', 0);
  expect(all.text).toBe('our words: one, two');
});

test('HTML counts against the budget of the page with its source', async () => {
  const budget = new CleaningBudget(400);
  const writing = new Writing().body('short', { html: paragraph('x'.repeat(500)) });
  await writing.itemInSlices(budget, '', 0);
  expect(budget.spend(0)).toBe(false);
});
