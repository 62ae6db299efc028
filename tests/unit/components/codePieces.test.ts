import { expect, test } from 'vitest';
import { codePieces } from '../../../components/ui/markdown/codePieces.ts';

/** The pieces that have a colour. */
const coloured = (code: string, language: string) =>
  codePieces(code, language)
    .filter(({ kind }) => kind !== null)
    .map(({ kind, text }) => `${kind}: ${text}`);

test.each([
  ['js', 'const a = "b"; // c', ['keyword: const', 'string: "b"', 'comment: // c']],
  ['ts', '/* a\n * b */ let n = 0x1F;', ['comment: /* a\n * b */', 'keyword: let', 'number: 0x1F']],
  [
    'python',
    "def f(): # c\n  return 'x'",
    ['keyword: def', 'comment: # c', 'keyword: return', "string: 'x'"],
  ],
  ['yaml', 'image: node:24 # pinned', ['number: 24', 'comment: # pinned']],
  ['sql', 'SELECT 1 -- all', ['keyword: SELECT', 'number: 1', 'comment: -- all']],
  [
    'html',
    '<a href="x"><!-- y --></a>',
    ['keyword: <a', 'string: "x"', 'keyword: >', 'comment: <!-- y -->', 'keyword: </a>'],
  ],
  ['diff', '@@ -1 +1 @@\n-a\n+b\n c', ['comment: @@ -1 +1 @@', 'removed: -a', 'added: +b']],
])('%s has its colours', (language, code, pieces) => {
  expect(coloured(code, language)).toEqual(pieces);
});

test.each([
  ['an unknown language', 'const a', 'klingon'],
  ['no language', 'const a', ''],
  ['what is very long', `const a = '${'x'.repeat(20_000)}'`, 'js'],
])('%s stays in one piece', (_what, code, language) => {
  expect(codePieces(code, language)).toEqual([{ kind: null, text: code }]);
});

test.each(['js', 'python', 'sql', 'html', 'diff'])('nothing of %s code is lost', (language) => {
  const code = `"unclosed\n/* also\n<!-- and \`this\n+1 -2 # --\n'\\`;
  expect(
    codePieces(code, language)
      .map(({ text }) => text)
      .join(''),
  ).toBe(code);
});
