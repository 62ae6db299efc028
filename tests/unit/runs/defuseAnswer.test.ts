import { expect, test } from 'vitest';
import { defuseAnswer } from '../../../utils/runs/defuseAnswer.ts';

test.each([
  ['/merge', '\\/merge'],
  ['text\n  /close\r\n/approve', 'text\n  \\/close\n\\/approve'],
  ['```\n/merge\n```', '```\n /merge\n```'],
  ['>>>\n/merge\n>>>', '>>>\n\\/merge\n>>>'],
  ['thanks @all and @acme/team, @mia', 'thanks `@all` and `@acme/team`, `@mia`'],
  ['```\n@all @Injectable\n```', '```\n@ all @Injectable\n```'],
  ['mail dev@acme.test', 'mail dev@acme.test'],
  ['![x](https://evil.test/?leak)', '\\![x](https://evil.test/?leak)'],
  ['<img src=x>', '&lt;img src=x>'],
  ['a/b and `/merge`', 'a/b and `/merge`'],
])('%j is posted as %j', (answer, posted) => {
  expect(defuseAnswer(answer)).toBe(posted);
});
