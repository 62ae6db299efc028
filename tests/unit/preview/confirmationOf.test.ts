import { expect, test } from 'vitest';
import { confirmationOf } from '../../../utils/preview/confirmationOf.ts';

const mia = { username: 'mia', scopes: ['api'] };
const change = { mode: 'change', pageUser: 'mia', pageUsers: ['mia'], trigger: false } as const;

test.each([
  ['a change by the user of the page', change, mia, null],
  [
    'a change on a page that does not say who is signed in',
    { ...change, pageUser: undefined },
    mia,
    null,
  ],
  ["a change with another user's token", { ...change, pageUser: 'lena' }, mia, 'other_user'],
  [
    'a change on a page that says so, after others of the site said otherwise',
    { ...change, pageUsers: ['mia', 'lena'] },
    mia,
    'other_user',
  ],
  [
    'a change on a page that says nothing, after others named another user',
    { ...change, pageUser: undefined, pageUsers: ['lena'] },
    mia,
    'other_user',
  ],
  [
    'a change on a page where nobody is signed in',
    { ...change, pageUser: null },
    mia,
    'signed_out',
  ],
  ['a change by a trigger token', { ...change, trigger: true }, mia, 'trigger_token'],
  [
    'a change by a token that may act as others',
    change,
    { ...mia, scopes: ['api', 'sudo'] },
    'wide_token',
  ],
  ["a question with another user's token", { ...change, mode: 'ask', pageUser: 'lena' }, mia, null],
  ['a change by the same user, written otherwise', { ...change, pageUser: 'Mia' }, mia, null],
] as const)('%s', (_, asked, token, why) => {
  expect(confirmationOf(asked, token)).toBe(why);
});
