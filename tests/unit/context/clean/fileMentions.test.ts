import { describe, expect, test } from 'vitest';
import { clean, cleanCode, cleanPlain } from '../../../../utils/context/clean/clean.ts';

const PATHS = [
  '@/etc/passwd',
  '@~/.ssh/id_rsa',
  '@./a',
  '@../a',
  '@.git/config',
  '@.env',
  '@src/cart.js',
  '@package.json',
  '@"/etc/a b"',
  '@src/cart.js#L1-9',
];

describe('what would attach a file', () => {
  test.each(PATHS)('%s is defused in words and in code, and reported', (path) => {
    const [start] = path.split(' ');
    for (const cleaned of [
      clean(`see ${path}`),
      clean(`\`\`\`\ncat ${path}\n\`\`\``),
      clean(`    ${path}`),
      cleanCode(`- a\n ${path}`),
    ]) {
      expect(cleaned.text).toContain(`\\${path}`);
      expect(cleaned.removals).toEqual([{ kind: 'mention', text: start }]);
    }
  });

  test.each([
    ['', 'the start'],
    ['\u00A0', 'a blank'],
    ['\u3000', 'a wide blank'],
    ['\u2028', 'a line separator'],
    ['\v', 'a tab of lines'],
    ['\n', 'a line break'],
    ['。', 'signs'],
    ['、', 'signs'],
    ['？', 'signs'],
    ['！', 'signs'],
  ])('after %j (%s)', (before) => {
    expect(clean(`${before}@src/a.js`).text).toBe(`${before}\\@src/a.js`);
  });

  test('after a byte order mark, which goes before it', () => {
    expect(clean('a\uFEFF@src/a.js').text).toBe('a@src/a.js');
    expect(clean('a \uFEFF@src/a.js').text).toBe('a \\@src/a.js');
    expect(cleanCode('a\uFEFF@src/a.js').text).toBe('a[U+FEFF]@src/a.js');
    expect(clean('`a\uFEFF@src/a.js`').text).toBe('`a@src/a.js`');
  });

  test('several in one word', () => {
    expect(clean('@mia。@src/a。@b/c').text).toBe(
      '\\@mia。@src/a。@b/c'.replaceAll('。@', '。\\@').slice(1),
    );
  });
});

describe('what attaches nothing stays', () => {
  test.each([
    '@mia, ask dev@acme.test/x or (@dev/a)',
    '"@src/a.js" `@src/a.js` (@src/a.js) \\@src/a.js',
    "import { GlButton } from '@gitlab/ui';",
    '```py\n@app.route("/a")\n@pytest.fixture\n@media print {}\n * @param {string} a\n```',
    '@mia-b @mia_c @all',
    'a @ b, 5 @ 3.50 €, @ /path',
  ])('%j', (source) => {
    expect(clean(source)).toEqual({ text: source, removals: [] });
  });
});

describe('in plain text, as a commit’s', () => {
  test.each([
    'Bump @types/node from 24.1 to 24.2',
    'chore(deps): update @babel/core and @vue/test-utils',
    'build: @types/node from 24.1.0 to v24.2.0',
    'Upgrade to @types/node@24',
  ])('a package stays what it is called: %s', (text) => {
    expect(cleanPlain(text)).toEqual({ text, removals: [] });
  });

  test.each([
    'Fix the login, see @src/cart',
    'Bump @src/cart.js',
    'Bump @src/cart/price',
    'Update @../a',
    'Bump\n@src/cart',
  ])('a path does not: %j', (text) => {
    expect(cleanPlain(text).text).toBe(text.replace('@', '\\@'));
  });
});
