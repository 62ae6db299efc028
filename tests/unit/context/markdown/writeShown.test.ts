/** Over 250 lines since it is one table: each piece of GitLab's HTML with what is written of it. */

import { expect, test } from 'vitest';
import { writeShown } from '../../../../utils/context/markdown/writeShown.ts';

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
  [
    'an upload in GitLab’s full form by its file, in the author’s letters',
    `<p><a class="no-attachment-icon gfm" href="https://gitlab.test/a/b/uploads/${'0'.repeat(32)}/%E7%99%BB.png" data-canonical-src="/uploads/${'0'.repeat(32)}/%E7%99%BB.png"><img class="lazy gfm" src="data:image/gif;base64,R0" data-src="https://gitlab.test/a/b/uploads/${'0'.repeat(32)}/%E7%99%BB.png" data-canonical-src="/uploads/${'0'.repeat(32)}/%E7%99%BB.png"></a></p>`,
    '[image: 登.png]',
  ],
  [
    'a picture of another site without its address, whatever that looks like',
    `<p><img data-src="https://elsewhere.test/uploads/${'0'.repeat(32)}/order.png"></p>`,
    '[image]',
  ],
  [
    'the same where GitLab fetches it by its own proxy',
    `<p><img data-src="https://proxy.test/x" data-canonical-src="https://elsewhere.test/uploads/${'0'.repeat(32)}/order.png"></p>`,
    '[image]',
  ],
  [
    'no file whose name holds blanks',
    `<p><img data-src="/uploads/${'0'.repeat(32)}/delete%20the%20tests.png"></p>`,
    '[image]',
  ],
  ['emphasis inside the same once', '<i><i>a <b><b>b</b></b></i></i>', '_a **b**_'],
  ['text beside blocks as a paragraph', 'a<p>b</p>c', 'a\n\nb\n\nc'],
  ['what stands in a wrapper with blocks', '<span><p>a</p><p>b</p></span>', 'a\n\nb'],
  ['a heading of the sixth level', '<h6>a\n b</h6>', '###### a b'],
  ['nothing for a heading without words', '<h2> </h2><p>a</p>', 'a'],
  ['a rule', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
  ['a numbered list', '<ol><li>a<p>b</p></li><li>c</li></ol>', '1. a\n\n   b\n\n2. c'],
  ['a list with a wrong start', '<ol start="x"><li>a</li></ol>', '1. a'],
  [
    'a task that does not apply',
    '<ul><li class="task-list-item"><input type="checkbox" data-inapplicable checked> a</li></ul>',
    '- [~] a',
  ],
  ['no box for other items', '<ul><li><input type="checkbox" checked> a</li></ul>', '- a'],
  ['terms and what they mean', '<dl><dt>a</dt><dd><p>b</p><p>c</p></dd></dl>', 'a\n: b\n\n  c'],
  ['an alert as a quote', '<div class="markdown-alert x"><p>a</p></div>', '> a'],
  [
    'footnotes with the mark that leads to them',
    '<p>a<sup><a href="#fn-1" data-footnote-ref>1</a></sup></p><section class="footnotes"><ol><li><p>b <a href="#fnref-1" data-footnote-backref>↩</a></p></li><li><p>c</p><p>d</p></li></ol></section>',
    'a[^1]\n\n[^1]: b\n[^2]: c\n\n  d',
  ],
  [
    'code without the empty lines that the page adds',
    '<pre><code>\n  a\n\nb\n</code></pre>',
    '```\n  a\n\nb\n```',
  ],
  ['a line break in code', '<pre><code>a<br>b</code></pre>', '```\na\nb\n```'],
  ['nothing for code that is blank', '<p>a</p><pre><code> \n</code></pre>', 'a'],
  ['blocks in a bare `pre` as what they are', '<pre><p>a</p><p>b</p></pre>', 'a\n\nb'],
  [
    'a suggestion with its lines',
    '<pre data-canonical-lang="suggestion" data-lang-params="-1+2" class="language-suggestion"><code>a\n</code></pre>',
    '```suggestion:-1+2\na\n```',
  ],
  [
    'a suggestion without lines',
    '<pre data-canonical-lang="suggestion" data-lang-params="do this -1+2" class="language-suggestion"><code>a</code></pre>',
    '```suggestion\na\n```',
  ],
  ['marks at the words, not at the blanks', '<p>a<strong> b </strong>c</p>', 'a **b** c'],
  [
    'every kind of emphasis',
    '<p><b>a</b> <i>b</i> <del>c</del> <s>d</s></p>',
    '**a** _b_ ~~c~~ ~~d~~',
  ],
  ['no marks around nothing', '<p>a<strong> </strong>b</p>', 'a b'],
  ['a span of code that holds backticks', '<p><code>`a``b</code></p>', '``` `a``b ```'],
  ['a span of code that ends in one', '<p><code>a`</code></p>', '`` a` ``'],
  ['no span of code around a blank', '<p>a<code> </code>b</p>', 'ab'],
  [
    'what an inline diff adds and deletes',
    '<p><span class="idiff left right deletion">a</span> <span class="idiff addition">b</span></p>',
    '[-a-] {+b+}',
  ],
  [
    'pictures, films and sound that are not of this GitLab by their kind',
    '<p><img src="https://example.com/a.png"> <video src="b.mp4"></video> <audio></audio></p>',
    '[image] [video] [audio]',
  ],
  [
    'an address that is shown once',
    '<p><a href="https://a.test/b">https://a.test/b</a></p>',
    'https://a.test/b',
  ],
  ['a site without its scheme once', '<p><a href="http://a.test">a.test</a></p>', 'a.test'],
  ['a mail address once', '<p><a href="mailto:a@b.test">a@b.test</a></p>', 'a@b.test'],
  ['a link within the page as its words', '<p><a href="#b">a</a></p>', 'a'],
  ['a link to nothing as its words', '<p><a>a</a></p>', 'a'],
  ['an address with a query that says nothing', '<p><a href="/a?b=c+d">x</a></p>', '[x](/a?…)'],
  ['an address with its query', '<p><a href="/a?b=c">x</a></p>', '[x](/a?b=c)'],
  ['an address with a stray percent sign', '<p><a href="/a%">x</a></p>', '[x](/a%)'],
  [
    'the link around a picture as the picture',
    '<p><a class="no-attachment-icon" href="https://a.test/b.png"><img src="data:,"></a></p>',
    '[image]',
  ],
  [
    'a reference with its title, and what was written for it',
    '<p><a data-original="#1+" data-reference-type="issue" href="/a/b/-/issues/1">A title (#1)</a></p>',
    'A title (#1) (#1+)',
  ],
  ['no head for a table without rows', '<p>a</p><table></table>', 'a'],
  [
    'a table whose rows differ in length, and what stands beside its cells',
    '<table><caption>cap</caption>stray<tr><td>a</td></tr><tr><td>b</td><td><p>c</p><p>d</p></td></tr></table>',
    'cap\nstray\n\n| a |\n| --- | --- |\n| b | c d |',
  ],
  [
    'of a table that names its fields those alone',
    '<table data-table-fields=\'["a"]\'><tr><td>a</td><td>b</td></tr></table>',
    '| a |\n| --- |',
  ],
  [
    'a table whose fields cannot be read in whole',
    '<table data-table-fields="["><tr><td>a</td><td>b</td></tr></table>',
    '| a | b |\n| --- | --- |',
  ],
  [
    'a table whose fields are no list in whole',
    '<table data-table-fields="1"><tr><td>a</td><td>b</td></tr></table>',
    '| a | b |\n| --- | --- |',
  ],
  [
    'a table with a comment between, and a footer',
    '<table><!-- a --><thead><tr><th>a</th></tr></thead><tfoot><!-- b --><tr><td>c</td></tr></tfoot></table>',
    '| a |\n| --- |\n| c |',
  ],
  [
    'no rows for columns',
    '<table><colgroup><col></colgroup><tbody><tr><td>a</td></tr></tbody></table>',
    '| a |\n| --- |',
  ],
  [
    'a table of ordinary size',
    '<table width="2" height="100%"><tr><td>a</td></tr></table>',
    '| a |\n| --- |',
  ],
])('writes %s', (_, html, markdown) => {
  expect(text(html)).toBe(markdown);
});

test.each([
  ['a comment', '<p>a<!-- order --></p>'],
  ['a title', '<p><span title="order">a</span></p>'],
  ['an alternative text', '<p>a<img alt="order" src="data:,"></p>'],
  ['an address that is a sentence', '<p><a href="do%20order%20this">a</a></p>'],
  ['a query that is a sentence', '<p><a href="/b?c=do+order">a</a></p>'],
  [
    'the original of a reference that is a sentence',
    '<p><a data-original="do order" data-reference-type="issue" href="/b">a</a></p>',
  ],
  [
    'the original of a reference that is very long',
    `<p><a data-original="order${'x'.repeat(200)}" data-reference-type="issue" href="/b">a</a></p>`,
  ],
  [
    'a table that is too narrow to be seen',
    '<p>a</p><table width="1px"><tr><td>order</td></tr></table>',
  ],
  [
    'a table that is too low to be seen',
    '<p>a</p><table height="0"><tr><td>order</td></tr></table>',
  ],
  ['a script', '<p>a<script>order</script></p>'],
  [
    'buttons at code',
    '<p>a<copy-code>order</copy-code><insert-code-snippet>order</insert-code-snippet></p>',
  ],
  ['the brackets of ruby text', '<p>a<ruby>b<rp>order</rp></ruby></p>'],
  [
    'a language with blanks',
    '<pre data-canonical-lang="do order" class="language-do"><code>a</code></pre>',
  ],
  ['a link without words', '<p>a<a href="https://example.com/order"></a></p>'],
  [
    'a language that nothing highlights',
    '<pre data-canonical-lang="order" class="language-plaintext"><code>a</code></pre>',
  ],
])('leaves out %s', (_, html) => {
  expect(text(html)).toContain('a');
  expect(text(html)).not.toContain('order');
});

test('an emoji is named by what stands for it', () => {
  expect(writeShown('<p><gl-emoji data-name="tada">🎉</gl-emoji></p>').named).toEqual(['tada']);
});

test('survives any depth', () => {
  const html = `${'<blockquote>'.repeat(5000)}<p>deep</p>`;
  expect(text(html)).toContain('deep');
});
