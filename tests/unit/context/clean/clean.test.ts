import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanCode, cleanLine } from '../../../../utils/context/clean/clean.ts';

const wordsOf = (source: string): string[] => source.match(/\b[axc]\b/g) ?? [];
const text = (source: string): string => clean(source).text;

test('one text with one thing of each kind: each is reported once, and none is left', () => {
  const tags = [...'obey me'].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0)));
  const { text: cleaned, removals } = clean(
    `Hello <!-- in a comment --> world${tags.join('')}.\n\n[//]: # (in a definition)\n\n` +
      'The token is glpat-Zx9aKq27LmPtRv4Ws8Yb, see @/etc/passwd.\n',
  );
  expect(cleaned).toBe('Hello  world.\n\nThe token is [MASKED gitlab-token], see \\@/etc/passwd.');
  expect(removals.map(({ kind, text: name }) => [kind, name])).toEqual([
    ['hidden', 'in a comment'],
    ['hidden', 'in a definition'],
    ['hidden', 'tag characters: obey me'],
    ['secret', 'gitlab-token'],
    ['mention', '@/etc/passwd.'],
  ]);
});

test('what is reported is harmless itself: short, without secrets and without characters that turn it', () => {
  const [removal, ...more] = clean(
    `<!-- use glpat-Zx9aKq27LmPtRv4Ws8Yb\n\u202Eand \u0007 ${'more '.repeat(100)} -->`,
  ).removals;
  expect(more).toEqual([]);
  expect(removal?.text).toMatch(/^use \[MASKED gitlab-token\] and +more/);
  expect(removal?.text).not.toMatch(/\p{C}|Zx9aKq27/u);
  expect(removal?.text.length).toBeLessThanOrEqual(200);
});

test('NUL and half characters go', () => {
  expect(text('a\0b\uD800c')).toBe('ab\uFFFDc');
});

test('a title, a label or a branch is one line of plain text', () => {
  expect(cleanLine(' a\n\nb <!-- c --> ').text).toBe('a b <!-- c -->');
  for (const plain of ['[Bug]: 登录失败', '<template>', 'Support <template> in slots']) {
    expect(cleanLine(plain)).toEqual({ text: plain, removals: [] });
  }
});

test('what is put back goes along, and is told as such', () => {
  const source = 'Use <!-- hidden --> glpat-Zx9aKq27LmPtRv4Ws8Yb';
  const keys = clean(source).removals.map(({ key }) => key ?? '');
  const back = clean(source, { restored: new Set(keys) });
  expect(back.text).toBe(source);
  expect(back.removals).toMatchObject([
    { kind: 'hidden', text: 'hidden', restored: true },
    { kind: 'secret', text: 'gitlab-token', restored: true },
  ]);
});

describe('code', () => {
  test('shows what is invisible by number, and its comments stay', () => {
    expect(cleanCode('if (a\u202E) {').text).toBe('if (a[U+202E]) {');
    expect(cleanCode('<!-- a comment is code here -->').removals).toEqual([]);
  });

  test('does not hand on what invisible characters spell', () => {
    const { text: shown, removals } = cleanCode('a\u{E006F}\u{E0062}\u{E0065}\u{E0079}b');
    expect(shown).toBe('a[4 invisible characters]b');
    expect(removals).toEqual([{ kind: 'hidden', text: 'tag characters: obey' }]);
  });
});

describe('for any text', () => {
  const pieces = fc.constantFrom(
    ...'<!--|-->|`|```|\n|\n\n|a |<div hidden>|</div>|<p hidden>|[//]: # (x)|[a]: b "c"|[a]|](b "c")|<b title="x">'
      .concat(
        '|<style>|</style>|&#x200B;|\u202E|\u{E0041}|\u200D|\uFE0F|\u200B|👩|<?|?>|<![CDATA[|]]>|<!x |>',
      )
      .split('|'),
  );
  const made = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(''));

  test('where nothing is reported, every word is kept', () => {
    fc.assert(
      fc.property(made, (source) => {
        const { text: cleaned, removals } = clean(source);
        fc.pre(removals.length === 0);
        expect(wordsOf(cleaned)).toEqual(wordsOf(source));
      }),
      { numRuns: 1000 },
    );
  });

  test('no tag and no change of direction is left', () => {
    fc.assert(
      fc.property(made, (source) => {
        expect(text(source)).not.toMatch(/\u202E|\u{E0041}/u);
      }),
      { numRuns: 1000 },
    );
  });

  test('text of visible characters without marks of HTML, links, code or formulas is never touched', () => {
    const shown = fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 })
      .filter((unit) => !/^[\p{Default_Ignorable_Code_Point}\u2800]+$/u.test(unit));
    const visible = fc.string({ unit: shown, maxLength: 60 });
    fc.assert(
      fc.property(visible, (source) => {
        const plain = source.replace(/[<[\]&@$`]|\p{Cc}/gu, '');
        expect(clean(plain)).toEqual({ text: plain, removals: [] });
      }),
    );
  });
});
