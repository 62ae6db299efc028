// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Markdown } from '../../../components/ui/markdown/Markdown.tsx';
import { clear, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

const rendered = (text: string) => show(<Markdown text={text} />);

describe('nothing in an answer becomes live', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    'text <script>alert(1)</script> text',
    '<a href="javascript:alert(1)">x</a>',
    '<!-- hidden --> shown',
    '<details open ontoggle=alert(1)>',
    '- <svg onload=alert(1)>',
    '| a |\n| - |\n| <b onclick=alert(1)>x</b> |',
  ])('raw HTML is shown as written: %s', async (text) => {
    const root = await rendered(text);
    expect(root.querySelectorAll('img, script, svg, b, details, [onerror], a')).toHaveLength(0);
    const [tag] = /<[^>]+>/.exec(text) ?? [''];
    expect(root.textContent).toContain(tag);
  });

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](javascript://example.com/%0aalert(1))',
    '[x](ftp://example.com/x)',
    '[x](//evil.example.com)',
    '[x](/acme/-/settings)',
    '<javascript:alert(1)>',
    '[x][1]\n\n[1]: javascript:alert(1)',
  ])('%s is no link', async (text) => {
    expect((await rendered(text)).querySelectorAll('a')).toHaveLength(0);
  });

  test.each([
    ['[https://gitlab.com/login](https://evil.example.com/x)', 'evil.example.com'],
    ['![a chart](https://evil.example.com/pixel.png)', 'evil.example.com'],
    ['[x](https://gitlab.com.evil.example.com)', 'gitlab.com.evil.example.com'],
  ])('attack: %s names its host', async (text, host) => {
    expect((await rendered(text)).textContent).toContain(`(${host})`);
  });

  test('attack: a name before the host makes no link', async () => {
    const root = await rendered('<https://gitlab.com@evil.example.com>');
    expect(root.querySelectorAll('a')).toHaveLength(0);
  });

  test('attack: what goes deeper than anybody reads is words, and the rest stays', async () => {
    for (const piece of ['> ', '- ', '1. ', '> - ', '*a **b ', '[', '![', '~~*_']) {
      const root = await rendered(`${piece.repeat(30_000 / piece.length)}inner\n\nlast words`);
      expect(root.textContent).toContain('inner');
      expect(root.textContent).toContain('last words');
    }
  });

  test('images are named and not loaded', async () => {
    const root = await rendered('![a chart](https://evil.example.com/pixel.png)');
    expect(root.querySelectorAll('img')).toHaveLength(0);
    expect(root.textContent).toContain('a chart');
  });
});

describe('Markdown', () => {
  test('makes links of http and https that tell the target nothing', async () => {
    const link = (await rendered('[docs](https://example.com/a?b=1&amp;c=2)')).querySelector('a');
    expect([link?.href, link?.rel, link?.target]).toEqual([
      'https://example.com/a?b=1&c=2',
      'noopener noreferrer',
      '_blank',
    ]);
  });

  test('keeps code as it is', async () => {
    const root = await rendered('```js\nif (a < b && c) {\n  x("&amp;");\n}\n```\n\nand `&lt;b>`');
    expect([...root.querySelectorAll('code')].map(({ textContent }) => textContent)).toEqual([
      'if (a < b && c) {\n  x("&amp;");\n}',
      '&lt;b>',
    ]);
  });

  test('renders what answers are made of', async () => {
    const root = await rendered(
      '# Title\n\n1. **one** and *two*\n2. ~~three~~\n\n> quoted\n\n- [x] done\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n---\n\nA &amp; B &#8212; \\*C\\*',
    );
    const count = (selector: string) => root.querySelectorAll(selector).length;
    expect(
      ['h4', 'ol > li', 'strong', 'em', 'del', 'blockquote', 'input[disabled]', 'td', 'hr'].map(
        count,
      ),
    ).toEqual([1, 2, 1, 1, 1, 1, 1, 2, 1]);
    expect(root.textContent).toContain('A & B — *C*');
  });
});

test('each block finds by its own words which way they go: an answer may be in another language than the panel', async () => {
  const root = await rendered('# السبب\n\nالمجموع\n\n- أولاً\n\n1. ثانياً\n\n> ثالثاً');
  const blocks = [...root.querySelectorAll('h4, p, ul, ol, blockquote')];
  expect(blocks.length).toBeGreaterThanOrEqual(5);
  expect(blocks.filter((block) => block.getAttribute('dir') !== 'auto')).toEqual([]);
});
