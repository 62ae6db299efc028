import { expect, test } from 'vitest';
import { writeShown } from '../../../../utils/context/markdown/writeShown.ts';

test('says of what is drawn that it is a source', () => {
  const html =
    '<pre data-canonical-lang="mermaid" class="language-mermaid"><code>graph TD</code></pre>';
  expect(writeShown(html)).toEqual({
    text: '```mermaid\ngraph TD\n```\n[source of a drawing: people see the drawing]',
    named: [],
    images: [],
    drawings: [{ language: 'mermaid', source: 'graph TD' }],
  });
});

const encoded = 'data:text/plain;base64,YSAtPiBi';
test.each([
  ['an inline formula', '<p><span data-math-style="inline">x\ny</span></p>', 'math', 'x\ny'],
  ['a formula by its class', '<p><code class="code js-render-math">x</code></p>', 'math', 'x'],
  [
    'a block of code that scripts draw',
    '<pre data-canonical-lang="dot"><code class="a js-render-kroki">x</code></pre>',
    'diagram',
    'x',
  ],
  ['a language of the old attribute', '<pre lang="plantuml"><code>x</code></pre>', 'plantuml', 'x'],
  [
    'a table out of JSON',
    '<pre data-canonical-lang="json" data-lang-params="table x"><code>{}</code></pre>',
    'json:table',
    '{}',
  ],
  [
    'a diagram of the server',
    `<p><img data-diagram="graphviz" data-diagram-src="${encoded}"></p>`,
    'graphviz',
    'a -> b',
  ],
])('%s is a drawing, and its source goes along as such', (_, html, language, source) => {
  const shown = writeShown(html);
  expect(shown.drawings).toEqual([{ language, source }]);
  expect(shown.text).toContain(source.replace('\n', ' '));
  expect(shown.text).toMatch(/\[source of a (drawing|formula): people see the drawing\]$/);
});

test.each([
  ['JSON that is no table', '<pre data-canonical-lang="json"><code>{}</code></pre>'],
  [
    'a table that is no JSON',
    '<pre data-canonical-lang="js" data-lang-params="table"><code>x</code></pre>',
  ],
  ['a picture that only says that it is a diagram', '<p><img data-diagram="graphviz"></p>'],
  ['a picture with a source that is no text', `<p><img data-diagram-src="${encoded}"></p>`],
  ['a name that only looks like one', '<pre data-canonical-lang="mermaids"><code>x</code></pre>'],
])('%s is no drawing', (_, html) => {
  expect(writeShown(html).drawings).toEqual([]);
});
