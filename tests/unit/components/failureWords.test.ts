import { expect, test, vi } from 'vitest';
import { refusalWords } from '../../../components/settings/sites/refusalWords.ts';
import { failureWords } from '../../../components/ui/failureWords.ts';
import type { Answer } from '../../../utils/gitlab/network/Answer.ts';
import { failureOf } from '../../../utils/gitlab/network/failureOf.ts';

vi.mock('#i18n', () => import('./words.ts'));

const said = (status: number, body: unknown): Answer => ({
  seen: 'text',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const oauth = (error: string, error_description: string) => ({ error, error_description });

/** GitLab's answers (18.9, 19.3), with what a person must read of the cause. */
const ANSWERS: readonly [what: string, answer: Answer, cause: RegExp][] = [
  [
    'a token that was revoked while in use',
    said(401, oauth('invalid_token', 'Token was revoked. You have to re-authorize from the user.')),
    /was revoked/,
  ],
  [
    'a token that expired while in use',
    said(
      401,
      oauth(
        'invalid_token',
        'Token is expired. You can either do re-authorization or token refresh.',
      ),
    ),
    /has expired/,
  ],
  [
    'a token of another site',
    said(401, { message: '401 Unauthorized' }),
    /did not accept your token|rejected this token/,
  ],
  [
    'an account that wants proofs',
    said(401, oauth('dpop_error', 'DPoP header is missing')),
    /DPoP/,
  ],
  [
    'a fine-grained token that is too narrow',
    said(
      403,
      oauth(
        'insufficient_granular_scope',
        'Access denied: This operation requires a fine-grained personal access token with the following project permissions: [Pipeline: Create].',
      ),
    ),
    /lacks.*Pipeline: Create/,
  ],
  ['single sign-on', { seen: 'redirect' }, /redirected to another page/],
  [
    'an account that was blocked',
    said(403, { message: '403 Forbidden - Your account has been blocked.' }),
    /does not let your account in|has been blocked/,
  ],
  [
    'an account that was deactivated',
    said(403, {
      message:
        '403 Forbidden - Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at https://git.acme.test',
    }),
    /was deactivated|has been deactivated/,
  ],
  [
    'a password that has expired',
    said(403, {
      message:
        '403 Forbidden - Your password expired. Please access GitLab from a web browser to update your password.',
    }),
    /password.*expired/,
  ],
  [
    'terms that were not accepted',
    said(403, {
      message:
        '403 Forbidden - You (@mia) must accept the Terms of Service in order to perform this action. To accept these terms, please access GitLab from a web browser at https://git.acme.test.',
    }),
    /terms of service/i,
  ],
  [
    'a project that was moved',
    said(405, { message: 'Non GET methods are not allowed for moved projects' }),
    /moved or renamed|refused/i,
  ],
  [
    'a certificate that the browser does not trust',
    { seen: 'nothing', why: 'no_answer' },
    /could not be reached/,
  ],
  ['an error of GitLab itself', said(503, 'Busy'), /GitLab had an error \(503\)/],
  [
    'something else than GitLab',
    said(200, '<html><title>Welcome</title></html>'),
    /Something other|No GitLab/,
  ],
];

test.each(ANSWERS)('%s: the panel says a cause and what to do', (_, answer, cause) => {
  const words = failureWords(failureOf(answer, 'repeatable'));
  expect(words.cause).toMatch(cause);
  for (const sentence of [words.cause, words.remedy]) expect(sentence).toMatch(/^\p{Lu}[^]*\.$/u);
  expect(words.remedy).not.toBe(words.cause);
});

test.each(ANSWERS)('%s: the settings say it too', (_, answer, cause) => {
  const words = refusalWords(failureOf(answer, 'repeatable'), 'https://git.acme.test');
  expect(words).toMatch(cause);
});

test.each([
  ['policy', /organization's rules/],
  ['denied', /was not finished/],
  ['application', /does not know this application/],
  ['consent', /did not complete the sign-in/],
] as const)('a sign-in that ended with "%s" says what to do', (reason, words) => {
  const kind = reason === 'policy' ? 'refused' : 'token_refused';
  expect(refusalWords({ kind, reason }, 'https://git.acme.test')).toMatch(words);
});
