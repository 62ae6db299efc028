import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanCode, cleanLine } from '../../../utils/context/clean.ts';

const text = (source: string): string => clean(source).text;

test('one text with one thing of each kind: each is reported once, and none is left', () => {
  const tags = [...'obey me'].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0)));
  const { text: cleaned, removals } = clean(
    `Hello <!-- in a comment --> world${tags.join('')}.\n\n[//]: # (in a definition)\n\n<p hidden>in a paragraph</p>\n\n` +
      'The token is glpat-Zx9aKq27LmPtRv4Ws8Yb, see @/etc/passwd.\n',
  );
  expect(cleaned).toBe(
    'Hello  world.\n\n\n\n\n\nThe token is [MASKED gitlab-token], see \\@/etc/passwd.\n',
  );
  expect(removals).toEqual([
    { kind: 'hidden', text: '<!-- in a comment -->' },
    { kind: 'hidden', text: '[//]: # (in a definition)' },
    { kind: 'hidden', text: '<p hidden>in a paragraph</p>' },
    { kind: 'hidden', text: 'tag characters: obey me' },
    { kind: 'secret', text: 'gitlab-token' },
    { kind: 'mention', text: '@/etc/passwd.' },
  ]);
});

test('what is reported is harmless itself: short, without secrets and without characters that turn it', () => {
  const [removal, ...more] = clean(
    `<!-- use glpat-Zx9aKq27LmPtRv4Ws8Yb\n\u202Eand \u0007 ${'more '.repeat(100)} -->`,
  ).removals;
  expect(more).toEqual([]);
  expect(removal?.text).toMatch(/^<!-- use \[MASKED gitlab-token\] and +more/);
  expect(removal?.text).not.toMatch(/\p{C}|Zx9aKq27/u);
  expect(removal?.text.length).toBeLessThanOrEqual(200);
});

test('NUL and half characters go', () => {
  expect(text('a\0b\uD800c')).toBe('ab\uFFFDc');
});

test('a title is one line', () => {
  expect(cleanLine(' a\n\nb <!-- c --> ').text).toBe('a b ');
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

  test('cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(made, (source) => {
        const cleaned = text(source);
        expect(clean(cleaned)).toEqual({ text: cleaned, removals: [] });
      }),
      { numRuns: 2000 },
    );
  });

  test('no tag, no change of direction and, outside code, no comment is left', () => {
    fc.assert(
      fc.property(made, (source) => {
        const cleaned = text(source);
        expect(cleaned).not.toMatch(/\u202E|\u{E0041}/u);
        const prose = cleaned.includes('`') ? '' : cleaned;
        expect(prose).not.toMatch(/<!--|<div hidden>|<style>/);
      }),
      { numRuns: 2000 },
    );
  });

  test('text of visible characters without marks of HTML or links is never touched', () => {
    const shown = fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 })
      .filter((unit) => !/^\p{Default_Ignorable_Code_Point}+$/u.test(unit));
    const visible = fc.string({ unit: shown, maxLength: 60 });
    fc.assert(
      fc.property(visible, (source) => {
        const plain = source.replace(/[<[\]&@]|\p{Cc}/gu, '');
        expect(clean(plain)).toEqual({ text: plain, removals: [] });
      }),
    );
  });

  test('what a fence or a span holds survives byte for byte, as if it stood there alone', () => {
    const inside = fc
      .array(
        fc.constantFrom(
          ...'<!-- shown -->|<!--|<p hidden>|[//]: # (shown)|[x](y "z")|<style>|&#x200B;|%% shown|data:a/b;base64,AAAA|\u200Bx|👩‍💻|é| a '.split(
            '|',
          ),
        ),
        { maxLength: 8 },
      )
      .map((list) => list.join('.'));
    fc.assert(
      fc.property(inside, inside, (one, other) => {
        const source = `before\n\n\`\`\`html\n${one}\n${other}\n\`\`\`\n\nand \`\`a${one}b\`\` after\n`;
        expect(clean(source)).toEqual({ text: source, removals: [] });
      }),
    );
  });
});
