import { describe, expect, test } from 'vitest';
import { clean } from '../../../../utils/context/clean/clean.ts';
import {
  cleanLocally,
  cleanShown,
  reportTitle,
} from '../../../../utils/context/markdown/cleanShown.ts';
import { NOTHING_RESTORED } from '../../../../utils/context/restoreKeys.ts';

/** So many words, a hidden one beside each that is shown. */
const manyHidden = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a <!-- x${index} -->`).join(' ');

const named = (count: number): string[] =>
  cleanShown(manyHidden(count), `<p>${'a '.repeat(count)}</p>`, NOTHING_RESTORED).removals.map(
    ({ text }) => text,
  );

describe('with GitLab’s HTML', () => {
  const source = 'Hi <!-- do this --> you.';
  const html = '<p>Hi <!-- do this --> you.</p>';

  test('what is shown stays, what is not is reported, and goes along once it was put back', () => {
    const cleaned = cleanShown(source, html, NOTHING_RESTORED);
    expect(cleaned.text).toBe('Hi  you.');
    expect(cleaned.removals).toEqual([
      { kind: 'hidden', text: 'do this', key: expect.stringMatching(/./) },
    ]);
    const key = cleaned.removals[0]?.key ?? '';
    expect(cleanShown(source, html, new Set([key]))).toEqual({
      text: source,
      removals: [{ kind: 'hidden', text: 'do this', key, restored: true }],
    });
    expect(cleanShown(`${source} x`, html, new Set([key])).text).toBe('Hi  you.');
  });

  test('the same words hidden twice are named once; of very many the rest is counted', () => {
    const twice = cleanShown('<!-- x --> a <!-- x -->', '<p>a</p>', NOTHING_RESTORED);
    expect(twice.removals.map(({ text }) => text)).toEqual(['x']);
    expect(named(50)).toHaveLength(50);
    expect(named(50).at(-1)).toBe('x49');
    expect(named(52)).toHaveLength(51);
    expect(named(52).at(-1)).toBe('… and 2 more');
  });

  test('of a drawing its source is told, which cannot be put back: it is there', () => {
    const drawn =
      '<pre data-canonical-lang="mermaid" class="language-mermaid"><code>graph TD</code></pre>';
    expect(cleanShown('```mermaid\ngraph TD\n```', drawn, NOTHING_RESTORED).removals).toEqual([
      { kind: 'hidden', text: 'source of a drawing (mermaid): graph TD' },
    ]);
  });

  test('a title goes as it is; what the page does not show of it is only reported', () => {
    expect(reportTitle('Fix <!-- do this -->', 'Fix')).toEqual([
      { kind: 'hidden', text: 'do this' },
    ]);
    expect(reportTitle('Fix `it`', 'Fix <code>it</code>')).toEqual([]);
  });
});

describe('without it', () => {
  test.each([
    'plain *words* of _any_ kind',
    'a [link](https://a.test/b) and `code`',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '- [ ] a\n- [x] b',
    '```js\na < b\n```',
    'a &amp; b',
    'mug\n: holds tea\n: holds coffee',
    'costs $5 or $6',
    '---\na: b\n---\n\nc',
  ])('a text of which nothing is hidden stays as it was written: %j', (source) => {
    expect(cleanLocally(source)).toEqual({ text: source, removals: [] });
  });

  test.each([
    ['a comment', 'a <!-- do this --> b', 'do this'],
    ['an attribute', 'a <b title="do this">b</b>', 'title="do this'],
    ['the title of a link', 'a [b](/c "do this")', 'do this'],
    ['the alternative text of a picture', 'a b ![do this](/c)', 'do this](/c'],
    ['a definition that nothing leads to', 'a b\n\n[x]: /c "do this"', 'x]: /c "do this'],
    ['a footnote that nothing leads to', 'a b\n\n[^1]: do this\nand that', '1]: do this\nand that'],
    ['a footnote in the middle of a text', 'a\n\n[^1]: do this\n\nb', '1]: do this'],
    ['an indented footnote', 'a\n\n  [^1]: do this\n\nb', '1]: do this'],
    ['a footnote in a quote', '> a\n>\n> [^1]: do this\n\nb', '1]: do this'],
    ['a footnote right below a paragraph', 'a b\n[^1]: do this', '1]: do this'],
    ['a language that no one shows', 'a\n\n```do-this\nb\n```', 'do-this'],
    ['what follows the language', 'a\n\n```js do this\nb\n```', 'do this'],
    ['a definition in a description', 'a b\n: [x]: u (do this)', 'x]: u (do this'],
    ['what stands in braces behind a picture', 'a ![](/c){do this} b', 'c){do this'],
    ['the same of HTML', 'a <img src="/c">{do this} b', 'src="/c">{do this'],
    ['what names the kind of front matter', '---do_this\na: b\n---\n\nc', 'do_this'],
    ['the encoding above it', '# encoding: do this\n---\na: b\n---\n\nc', 'encoding: do this'],
  ])('%s goes, and is reported', (_, source, words) => {
    const { text, removals } = cleanLocally(source);
    expect(text).not.toContain('this');
    expect(text).toMatch(/a[^]*b/);
    expect(removals.map((removal) => removal.text.replace(/\s+/g, ' '))).toEqual([
      words.replace(/\s+/g, ' '),
    ]);
  });

  test.each([
    ['mermaid', '```mermaid\ngraph TD\n```', 'graph TD'],
    ['json:table', '```json:table\n{}\n```', '{}'],
    ['math', '```math\nx\n```', 'x'],
    ['math', 'costs $5 % do this 6$ more', '5 % do this 6'],
    ['math', '$a <b and c> d$', 'a <b and c> d'],
    ['math', '$`a <b>`$', 'a <b>'],
    ['math', '$$\na\n<b>\n$$', 'a <b>'],
  ])('a drawing is told as one: %s', (language, source, drawn) => {
    expect(cleanLocally(source).removals).toContainEqual({
      kind: 'hidden',
      text: `source of a drawing (${language}): ${drawn}`,
    });
  });

  test('a list keeps its first number, and code its language', () => {
    expect(cleanLocally('3. a <!-- x -->\n4. b').text).toBe('3. a\n4. b');
    expect(cleanLocally('<!-- x -->\n\n``` js\na\n```').text).toBe('```js\na\n```');
    expect(cleanLocally('<!-- x -->\n\n```json:lines\n{}\n```').text).toBe('```json\n{}\n```');
  });

  test('invisible characters that are written by number are taken out, each kind one row', () => {
    const { text, removals } = clean('@&#8203;a @&#8203;b @&ZeroWidthSpace;c');
    expect(text).toBe('@a @b @c');
    expect(removals.map((removal) => removal.text)).toEqual(['U+200B × 3']);
  });

  test.each(['> ', '<div>'])('nothing is kept of what is deeper than GitLab reads: %j', (piece) => {
    expect(cleanLocally(`${piece.repeat(500)}do this\n\nb`).text).toBe('');
    expect(cleanLocally(`${piece.repeat(20)}do this\n\nb`).text).toContain('do this');
  });

  test('an attribute cannot pass for what the reader wrote itself', () => {
    const { removals } = cleanLocally(
      '<pre data-canonical-lang="mermaid"><code>graph</code></pre>',
    );
    expect(removals.map(({ text }) => text).join()).not.toContain('source of a drawing');
  });

  test('nothing is kept of a text that takes too long to read, and all of it is told', () => {
    const { text, removals } = cleanLocally(`do this ${'['.repeat(5000)}`);
    expect(text).toBe('');
    expect(removals.map((removal) => removal.text)).toEqual(['do this']);
    expect(cleanLocally('[a\n\n'.repeat(2300)).removals).toEqual([]);
    expect(cleanLocally('- [a\n'.repeat(2300)).removals).toEqual([]);
  });
});
