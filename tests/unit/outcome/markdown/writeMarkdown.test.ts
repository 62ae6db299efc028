import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../../../../utils/outcome/markdown/MarkdownTree.ts';
import { parseMarkdown } from '../../../../utils/outcome/markdown/parseMarkdown.ts';
import { harmlessMarkdown } from '../../../../utils/outcome/markdown/harmlessMarkdown.ts';
import { writeMarkdown } from '../../../../utils/outcome/markdown/writeMarkdown.ts';
import { harmIn } from './gitLabLike.ts';

const ORIGIN = 'https://git.test';
/** Other ones in each run. */
const CASES = 10_000;

/** What answers are made of and what attacks are, as pieces in any order. */
const PIECES = [
  '![',
  '[',
  ']',
  '](',
  '](<',
  ')',
  '>)',
  '!',
  '][a]',
  '[a]',
  '\n[a]: ',
  '[^1]',
  '\n[^1]: ',

  'https://evil.test/a',
  '//evil.test',
  '/\\evil.test',
  '/&#47;evil.test',
  'https://git.test/b',
  'https://git.test@evil.test',
  'javascript:x',
  '/acme/x',
  'src/a.js',
  '<https://evil.test/>',
  '`',
  '``',
  '```',
  '~~~',
  '\n```\n',
  '\n~~~\n',
  '```mermaid\n',
  '```math\n',
  '\n    ',
  '\n\t',

  '\n',
  '\n\n',
  '\n> ',
  '\n>',
  '\n- ',
  '\n1. ',
  '\n2) ',
  '\n  ',
  '\n   - ',
  '\n# ',
  '\n---\n',
  '\n***\n',
  '\n+++\n',
  '\n| a | b |\n| - | - |\n| ',
  ' | ',
  '|',
  '\\|',
  '\n|-|-|\n',
  'a | b\n-|-\n',

  '*',
  '**',
  '_',
  '~',
  '~~',
  '\\',
  '$',
  '$$',
  '$`',
  '`$',
  '&',
  '&amp;',
  '&#33;',
  '&#64;all',
  '<',
  '>',

  '<img src=//evil.test>',
  '<!--',
  '-->',
  '<details>',
  '</details>',
  '<div>\n',
  '<a href="//evil.test">',
  '<script>',

  '@all',
  '@acme/team',
  '@',
  'all',
  '/close',
  '\n/merge',
  '  /label ~x',
  '\n>>>\n',
  ':',
  '\n: ',
  '{+',
  '+}',
  '[[_TOC_]]',
  ' ',
  'word',
  'x',
  '1',
  'é',
  '"t"',
  "'t'",
  '\r\n',
  '\0',
];
const texts = array(constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

/** Code of a text in its order; blanks around spans and the visible changes aside. */
function codeOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (block.type === 'code') return [block.text];
    if (block.type === 'quote') return codeOf(block.blocks);
    return block.type === 'list' ? block.items.flatMap((item) => codeOf(item.blocks)) : [];
  });
}

function changed(code: string): string {
  return code.replace(/^([ \t]*)\/(?=\w)/gm, '$1 /').replace(/@(?=all\b)/gi, '@ ');
}

/** Each text as it is posted by the panel, read by markdown-it, and by the job, line by line. */
function written(text: string): Set<string> {
  return new Set([writeMarkdown(parseMarkdown(text), ORIGIN), harmlessMarkdown(text, ORIGIN)]);
}

test('attack: no text of any pieces is posted as anything that does more than be read', () => {
  assert(
    property(texts, (text) => {
      expect([...written(text)].flatMap((posted) => harmIn(posted, ORIGIN))).toEqual([]);
    }),
    { numRuns: CASES },
  );
});

test('code in a quote keeps its indentation, and one blank more before a command', () => {
  for (const text of [
    '> ```\n> if a:\n>     b()\n> ```',
    '> ```\n>  /close\n> ```',
    '>> ```\n>>  a\n>> ```',
  ])
    for (const one of written(text))
      expect(codeOf(parseMarkdown(one))).toEqual(codeOf(parseMarkdown(text)).map(changed));
});

test('code is written byte for byte, but for commands and everybody’s name', () => {
  assert(
    property(texts, (text) => {
      // As any model would write it: whole fences, no code by indentation alone.
      const ordinary = writeMarkdown(parseMarkdown(text), ORIGIN);
      const code = codeOf(parseMarkdown(ordinary)).map(changed);
      const posted = [...written(ordinary)].map((one) => codeOf(parseMarkdown(one)));
      expect(posted).toEqual(posted.map(() => code));
    }),
    { numRuns: CASES },
  );
});
