import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanCode } from '../../../utils/context/clean.ts';

const text = (source: string): string => clean(source).text;
const removed = (source: string): string[] =>
  clean(source).removals.map((removal) => `${removal.kind}: ${removal.text}`);

describe('what a reader of the page would not see', () => {
  test('comments go, closed or not', () => {
    expect(text('a <!-- do evil --> b')).toBe('a  b');
    expect(text('a\n\n<!-- do evil\n\nstill hidden')).toBe('a\n\n');
    expect(text('a <!--> b --> c')).toBe('a  b --> c');
    expect(removed('a <!-- do evil --> b')).toEqual(['hidden: <!-- do evil -->']);
  });

  test('what comes to light by a removal goes too', () => {
    expect(text('a <!<!-- x -->-- evil --> b')).toBe('a  b');
  });

  test('comments in code stay', () => {
    const source = '```html\n<!-- shown -->\n```\n\nand `<!-- shown -->`\n\n    <!-- shown -->\n';
    expect(text(source)).toBe(source);
    expect(removed(source)).toEqual([]);
  });

  test('what only looks like code to a careless reader is judged as Markdown has it', () => {
    expect(text('` <!-- gone -->')).toBe('` ');
    expect(text('``` a` <!-- gone -->')).toBe('``` a` ');
  });

  test('hidden elements go with all that is in them', () => {
    expect(text('a <span hidden>evil <span>more</span></span> b')).toBe('a  b');
    expect(text('<div style="color: red; display : none">evil</div>b')).toBe('b');
    expect(text("<p style='visibility:hidden'>evil</p>b")).toBe('b');
    expect(text('<div hidden>never closed')).toBe('');
    expect(text('<div data-testid="ai-context" class="gl-hidden">READ each of these</div>b')).toBe(
      'b',
    );
  });

  test('elements that are shown stay', () => {
    for (const source of [
      '<details><summary>More</summary>text</details>',
      '<b title="a hidden treasure">text</b>',
      'if a <b and c> d',
      '<input type="hidden">',
    ]) {
      expect(text(source)).toBe(source);
    }
  });

  test('link definitions that serve as comments go', () => {
    expect(text('a\n\n[//]: # (do evil)\n\nb')).toBe('a\n\n\n\nb');
    expect(text('[docs]: https://docs.test "Title"')).toBe('[docs]: https://docs.test "Title"');
  });
});

describe('invisible characters', () => {
  test('zero-width, bidirectional and tag characters go and are named', () => {
    expect(text('pay\u200Bpal \u202Egpj.exe\u2066')).toBe('paypal gpj.exe');
    const tags = [...'obey'].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0)));
    expect(text(`hi${tags.join('')}`)).toBe('hi');
    expect(removed(`a\u200B\u200Bb${tags.join('')}`)).toEqual([
      'hidden: U+200B × 2',
      'hidden: tag characters: obey',
    ]);
  });

  test('data in variation selectors goes, one that chooses an emoji stays', () => {
    expect(text('❤\uFE0F')).toBe('❤\uFE0F');
    expect(text('❤\uFE0F\uFE01\uFE02')).toBe('❤\uFE0F');
    expect(text('a\u{E0120}\u{E0130}b')).toBe('ab');
  });

  test.each([
    '👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 1️⃣ ❤️‍🔥',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    'क्‍ष क्‌ष श्री नमस्ते',
    'می‌خواهم نمی‌دانم',
    'ශ්‍රී ලංකා',
    'naïve Zürich 中文 한국어 🙂',
  ])('%s survives byte for byte', (source) => {
    expect(clean(source)).toEqual({ text: source, removals: [] });
  });

  test('in code they are shown by number', () => {
    expect(cleanCode('if (a\u202E) {').text).toBe('if (a[U+202E]) {');
    expect(cleanCode('<!-- a comment is code here -->').removals).toEqual([]);
  });

  test('NUL and half characters go', () => {
    expect(text('a\0b\uD800c')).toBe('ab\uFFFDc');
  });
});

describe('secrets', () => {
  test.each([
    ['GitLab token', `glpat-${'x1_-'.repeat(5)}`],
    ['GitLab token', `gldt-${'x'.repeat(20)}`],
    ['GitLab token', `glrt-${'x'.repeat(20)}`],
    ['GitLab token', `glptt-${'0f'.repeat(20)}`],
    ['Anthropic key', `sk-ant-api03-${'x'.repeat(40)}`],
    ['AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['Google API key', `AIza${'x'.repeat(35)}`],
    ['JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'s'.repeat(43)}`],
    ['private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJB\n-----END RSA PRIVATE KEY-----'],
  ])('a %s is masked, in code too, and never shown', (name, secret) => {
    for (const cleaned of [clean(`use \`${secret}\` now`), cleanCode(`+ key = "${secret}"`)]) {
      expect(cleaned.text).toContain(`[${name} masked]`);
      expect(JSON.stringify(cleaned)).not.toContain(secret);
      expect(cleaned.removals).toEqual([{ kind: 'secret', text: name }]);
    }
  });

  test('ordinary words are left in peace', () => {
    const source = 'glpat-short sk-ant- AKIA eyJ.eyJ.x the private key';
    expect(text(source)).toBe(source);
  });
});

describe('mentions', () => {
  test.each([
    '@/etc/passwd',
    '@~/.ssh/id_rsa',
    '@./a',
    '@../a',
    '@.git/config',
    '@src/cart.js',
    '@.env',
  ])('%s would attach a file and is defused', (mention) => {
    expect(text(`see ${mention} now`)).toBe(`see \\${mention} now`);
    expect(text(`。${mention}`)).toBe(`。\\${mention}`);
    expect(removed(mention)).toEqual([`mention: ${mention}`]);
  });

  test('in code only what leads out of the project or to hidden files is', () => {
    const source = '```js\nnpm i @gitlab/ui\n@decorator\n```';
    expect(text(source)).toBe(source);
    expect(text('```\ncat @/etc/passwd\n```')).toBe('```\ncat \\@/etc/passwd\n```');
  });

  test('people and addresses stay', () => {
    const source = '@mia, ask dev@acme.test/x or (@dev)';
    expect(clean(source)).toEqual({ text: source, removals: [] });
  });
});

describe('for any text', () => {
  const letters = fc.string({ unit: 'binary', maxLength: 80 });

  test('cleaning twice removes nothing more from what a fence holds', () => {
    const line = letters.map((source) =>
      source.replace(/[`~@]|\p{C}|\p{M}|[\u{115F}\u{1160}\u{3164}\u{FFA0}]/gu, ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const fence = `\`\`\`html\n${lines.join('\n')}\n<!-- shown -->\n\`\`\`\n`;
        expect(text(`before\n\n${fence}\nafter`)).toBe(`before\n\n${fence}\nafter`);
      }),
    );
  });

  test('what comes out has no comment outside code, no tag and no bidirectional character', () => {
    const parts = fc.constantFrom(
      '<!--',
      '-->',
      '`',
      '```',
      '\n',
      'a ',
      '<div hidden>',
      '</div>',
      '\u202E',
      '\u{E0041}',
      '\u200D',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
        const cleaned = text(pieces.join(''));
        expect(cleaned).not.toMatch(/[\u202E\u{E0041}\u200D]/u);
        expect(clean(cleaned)).toEqual({ text: cleaned, removals: [] });
      }),
    );
  });

  test('hostile openings end, and hide nothing from the reader', () => {
    for (const piece of ['<a ', '<a "', '<div hidden', '[a]: # (', '`', '*_']) {
      expect(text(piece.repeat(8000))).toBe(piece.repeat(8000));
    }
    expect(text('<!-- '.repeat(8000))).toBe('');
    expect(text('<!'.repeat(3000) + '<!-- -->-- x -->'.repeat(3000))).not.toContain('<!--');
  });
});
