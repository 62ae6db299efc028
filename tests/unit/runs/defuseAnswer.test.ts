import { expect, test } from 'vitest';
import { harmlessMarkdown } from '../../../utils/outcome/markdown/harmlessMarkdown.ts';
import { harmIn } from '../outcome/markdown/gitLabLike.ts';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';

const J = '\u2060';

test.each([
  ['/merge', '\\/merge'],
  ['text\n  /close\r\n/approve', 'text\n\\/close\n\\/approve'],
  ['```\n/merge\n```', '```\n /merge\n```'],
  ['```js\n// sum\n```', '```js\n// sum\n```'],
  ['thanks @all and @acme/team, @mia', `thanks @${J}all and @${J}acme/team, @${J}mia`],
  ['one ` and @all', `one \\\` and @${J}all`],
  ['```\n@all @Injectable\n```', '```\n@ all @Injectable\n```'],
  ['```suggestion:-0+0\n@Injectable()\n```', '```suggestion:-0+0\n@Injectable()\n```'],
  ['mail dev@acme.test', 'mail dev@acme.test'],
  ['![x](https://evil.test/?leak)', 'x (https://evil.test/?leak)'],
  ['![x](https://git.test/uploads/a.png)', '[x](https://git.test/uploads/a.png)'],
  ['<img src=x>', '&lt;img src=x>'],
  ['a/b and `/merge`', 'a/b and `/merge`'],
  ['Price: $5 & 100% a$b', 'Price: \\$5 & 100% a\\$b'],
  ['[sign in](https://evil.test)', 'sign in (https://evil.test/)'],
  ['[cart](/acme/shop/cart.ts)', '[cart](/acme/shop/cart.ts)'],
  ['a[0], snake_case and C:\\temp', 'a[0], snake_case and C:\\temp'],
  [
    '1. one\n   - two\n\n     ```sh\n     ls\n     ```',
    '1. one\n   - two\n\n     ```sh\n     ls\n     ```',
  ],
  ['| a | `b` |\n| :-: | - |\n| 1 | 2 |', '| a | `b` |\n| :-: | --- |\n| 1 | 2 |'],
])('%j is posted as %j', (answer, posted) => {
  expect(defuseAnswer(answer, 'https://git.test')).toBe(posted);
});

// Each was run against a CommonMark renderer, and its image was loaded.
test.each([
  '!![a]\n\n[a]: https://evil.test/x',
  '![a](/&#47;evil.test/x)',
  '![a](/\\/evil.test/x)',
  '![a [b](https://git.test/c)](https://evil.test/x)',
  '![a `b`](https://evil.test/x)',
  '[^1]: words\n    ![a](https://evil.test/x)',
  '```mermaid\nflowchart LR\n  A@{ img: "https://evil.test/x" }\n```',
  '$\\includegraphics{https://evil.test/x}$',
])('attack: %j draws nothing', (answer) => {
  for (const posted of [
    defuseAnswer(answer, 'https://git.test'),
    harmlessMarkdown(answer, 'https://git.test'),
  ])
    expect(harmIn(posted, 'https://git.test')).toEqual([]);
});
