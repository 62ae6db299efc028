import { expect, it } from 'vitest';
import { safeMarkdown } from '../../../utils/outcome/safeMarkdown.ts';

const safe = (text: string): string => safeMarkdown(text, 'https://git.test');

it.each([
  '/merge',
  '  /close now',
  '> /approve',
  '- /label ~x',
  '```\n/merge\n```',
  '~~~~\n  /merge',
])('lets no line of %j be a quick action', (text) => {
  expect(safe(text)).not.toMatch(/^[\s>*+-]*\/\w/m);
});

it.each(['@all please', 'ping @group/sub and (@dev)', '```\n@all\n```', 'one `@all'])(
  'notifies nobody by %j',
  (text) => {
    expect(safe(text)).not.toMatch(/@\w/);
  },
);

it('leaves comments in code and addresses as they are', () => {
  const text = '```js\n// sum\nreturn a / b;\n```\nmail mia@acme.test, see https://git.test/a/b';
  expect(safe(text)).toBe(text);
});

it('turns images of other hosts into text and keeps this GitLab’s', () => {
  expect(safe('![x](https://evil.test/p.png?q=1)')).toBe('x (https://evil.test/p.png?q=1)');
  expect(safe('![x](//evil.test/p.png)')).toBe('x (//evil.test/p.png)');
  expect(safe('![x][ref]')).toBe('[x][ref]');
  expect(safe('<img src="https://evil.test">')).toBe('&lt;img src="https://evil.test">');
  expect(safe('![x](/uploads/a.png)')).toBe('![x](/uploads/a.png)');
});
