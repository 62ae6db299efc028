import { describe, expect, test } from 'vitest';
import { isTooEntangled, renderLocally } from '../../../../utils/context/markdown/renderLocally.ts';
import { writeNodes } from '../../../../utils/context/markdown/writeShown.ts';

const nested = (depth: number) => `${'<div>'.repeat(depth)}a${'</div>'.repeat(depth)}`;
const shown = (text: string): string => writeNodes(renderLocally(text)).text;

describe('a text whose rendering GitLab did not give is read as GitLab would show it', () => {
  test.each([
    ['code keeps a known language', '```js\na < b\n```', '```js\na < b\n```'],
    ['words behind a fence go', '```made up words\na\n```', '```\na\n```'],
    [
      'a table in JSON is a drawing',
      '```json:table\n{}\n```',
      '```json:table\n{}\n```\n[source of a drawing: people see the drawing]',
    ],
    [
      'formulas of each kind are drawings',
      'a $x^2$ b $$y<1$$ c $`z`$ d',
      ['a `x^2`', ' b `y<1`', ' c `z`', ' d'].join(
        ' [source of a formula: people see the drawing]',
      ),
    ],
    [
      'a formula in the words of a link is there once',
      '[a $x$](b)',
      '[a `x` [source of a formula: people see the drawing]](b)',
    ],
    ['a formula in code is code', '`$x$`', '`$x$`'],
    ['prices are no formula', 'costs $5 and $6', 'costs $5 and $6'],
    ['a footnote goes with its paragraph', 'a[^1]\n\n[^1]: gone\ngone\n\nb', 'a[^1]\n\nb'],
    ['a footnote ends a paragraph', 'a\n[^1]: gone', 'a'],
    ['a footnote in a quote ends with it', '> a\n>\n> [^1]: gone\n\nb', '> a\n\nb'],
    ['what only looks like one stays', 'a [^1]: b', 'a [^1]: b'],
    ['braces behind an image go', '![x](a.png){width=10 words} b', '[image] b'],
    ['braces behind an image in HTML go', '<img src="a.png">{gone} b', '[image] b'],
    ['other braces stay', 'a `b`{c} **d**{e}', 'a `b`{c} **d**{e}'],
    ['front matter is code', '---\ntitle: x\n---\nb', '```\ntitle: x\n```\n\nb'],
    ['front matter of other kinds, too', '# coding: utf-8\n+++toml\nx\n+++\nb', '```\nx\n```\n\nb'],
    ['a rule further down is no front matter', 'a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['titles and other attributes go', '[a](b "gone") <b title="gone">c</b>', '[a](b) **c**'],
    ['a list begins where it did', '3. a\n4. b', '3. a\n4. b'],
    [
      'a language that HTML names goes',
      '<pre data-canonical-lang="gone"><code>a</code></pre>',
      '```\na\n```',
    ],
  ])('%s', (_what, text, written) => {
    expect(shown(text)).toBe(written);
  });

  test('beyond the depth that GitLab reads it shows nothing', () => {
    expect(shown(nested(200))).toBe('a');
    expect(shown(nested(260))).toBe('');
  });
});

describe('a text is too entangled to be read', () => {
  test('where it holds more marks than a person writes', () => {
    expect(isTooEntangled('*a*'.repeat(5_000))).toBe(false);
    expect(isTooEntangled(`${'*a*'.repeat(5_000)}*`)).toBe(true);
    expect(isTooEntangled('')).toBe(false);
  });

  test('where many brackets stand in one long paragraph, and not where they are apart', () => {
    const bracket = `[${'a'.repeat(40)}`;
    expect(isTooEntangled(bracket.repeat(1_000))).toBe(true);
    expect(isTooEntangled(`${bracket}\n\n`.repeat(1_000))).toBe(false);
    expect(isTooEntangled(`- ${bracket}\n`.repeat(1_000))).toBe(false);
    expect(isTooEntangled('a'.repeat(41_000))).toBe(false);
  });
});
