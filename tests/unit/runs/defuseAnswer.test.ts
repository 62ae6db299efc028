import { expect, test } from 'vitest';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';

const J = '\u2060';

test.each([
  ['/merge', `${J}/merge`],
  ['text\n  /close\r\n/approve', `text\n  ${J}/close\n${J}/approve`],
  ['```\n/merge\n```', '```\n /merge\n```'],
  ['```js\n// sum\n```', '```js\n// sum\n```'],
  ['>>>\n/merge\n>>>', `>>>\n${J}/merge\n>>>`],
  ['thanks @all and @acme/team, @mia', `thanks @${J}all and @${J}acme/team, @${J}mia`],
  ['one ` and @all', `one \` and @${J}all`],
  ['```\n@all @Injectable\n```', '```\n@ all @Injectable\n```'],
  ['mail dev@acme.test', 'mail dev@acme.test'],
  ['![x](https://evil.test/?leak)', 'x (https://evil.test/?leak)'],
  ['![x](https://git.test/uploads/a.png)', '![x](https://git.test/uploads/a.png)'],
  ['<img src=x>', '&lt;img src=x>'],
  ['a/b and `/merge`', 'a/b and `/merge`'],
])('%j is posted as %j', (answer, posted) => {
  expect(defuseAnswer(answer, 'https://git.test')).toBe(posted);
});
