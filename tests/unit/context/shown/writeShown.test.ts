import { expect, test } from 'vitest';
import { writeShown } from '../../../../utils/context/shown/writeShown.ts';

const text = (html: string): string => writeShown(html).text;

test.each([
  [
    'a heading without its link mark',
    '<h2>Steps<a class="anchor" href="#steps" data-heading-content="Steps"></a></h2>',
    '## Steps',
  ],
  [
    'emphasis, code and a line break',
    '<p>a <strong>b</strong> <em>c</em> <code>d</code><br>e</p>',
    'a **b** _c_ `d`\ne',
  ],
  [
    'a nested list',
    '<ul><li>one<ol start="3"><li>two</li></ol></li><li>three</li></ul>',
    '- one\n\n  3. two\n- three',
  ],
  [
    'task boxes',
    '<ul class="task-list"><li class="task-list-item"><input type="checkbox" checked> done</li><li class="task-list-item"><input type="checkbox"> open</li></ul>',
    '- [x] done\n- [ ] open',
  ],
  ['a quote', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  [
    'highlighted code with its language',
    '<pre data-canonical-lang="js" class="code language-javascript"><code><span>a</span>\n<span>b</span></code></pre>',
    '```js\na\nb\n```',
  ],
  [
    'code that holds a fence',
    '<pre class="code"><code>```\nx\n```</code></pre>',
    '````\n```\nx\n```\n````',
  ],
  [
    'a table',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr></tbody></table>',
    '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |',
  ],
  [
    'folded text with its summary',
    '<details><summary>More</summary><p>x</p></details>',
    '<details><summary>More</summary>\n\nx\n\n</details>',
  ],
  [
    'a link with its address',
    '<p><a href="https://example.com/a">x</a></p>',
    '[x](https://example.com/a)',
  ],
  ['an emoji', '<p><gl-emoji data-name="tada">🎉</gl-emoji></p>', '🎉'],
  [
    'a reference as it was written',
    '<p><a data-original="#1" data-reference-type="issue" href="/a/b/-/issues/1">#1</a></p>',
    '#1',
  ],
  [
    'an uploaded picture by its file',
    `<p><img alt="order" data-src="/uploads/${'0'.repeat(32)}/a.png"></p>`,
    '[image: a.png]',
  ],
])('writes %s', (_, html, markdown) => {
  expect(text(html)).toBe(markdown);
});

test.each([
  ['a comment', '<p>a<!-- order --></p>'],
  ['a title', '<p><span title="order">a</span></p>'],
  ['an alternative text', '<p>a<img alt="order" src="data:,"></p>'],
  ['an address that is a sentence', '<p><a href="do%20order%20this">a</a></p>'],
  ['a link without words', '<p>a<a href="https://example.com/order"></a></p>'],
  [
    'a language that nothing highlights',
    '<pre data-canonical-lang="order" class="language-plaintext"><code>a</code></pre>',
  ],
])('leaves out %s', (_, html) => {
  expect(text(html)).toContain('a');
  expect(text(html)).not.toContain('order');
});

test('says of what is drawn that it is a source', () => {
  const html =
    '<pre data-canonical-lang="mermaid" class="language-mermaid"><code>graph TD</code></pre>';
  expect(writeShown(html)).toEqual({
    text: '```mermaid\ngraph TD\n```\n[source of a drawing: people see the drawing]',
    named: [],
    drawings: [{ language: 'mermaid', source: 'graph TD' }],
  });
});

test('survives any depth', () => {
  const html = `${'<blockquote>'.repeat(5000)}<p>deep</p>`;
  expect(text(html)).toContain('deep');
});
