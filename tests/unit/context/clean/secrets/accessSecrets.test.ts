import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../../../utils/context/clean/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const USER = ['k9x2m7q4', 'w8z1v5t3'].join('');
const PASSWORD = 'S3cretPassw0rd';
const DIGITS = '4982374982374981';
const UUID = ['6f1c2a4e-93b7-4d15', '8a60-2e7f9b31c5d8'].join('-');

describe('what gives access is masked where it does', () => {
  test.each([
    [`https://${USER}@gitlab.test/o/r.git`, 'https://[MASKED url-user]@gitlab.test/o/r.git'],
    [
      `see redis://:${PASSWORD}@cache.test, and ssh://git@gitlab.test/o/r.git`,
      'see redis://:[MASKED url-password]@cache.test, and ssh://git@gitlab.test/o/r.git',
    ],
    [
      `https://${USER}:${PASSWORD}@gitlab.test`,
      'https://[MASKED url-user]:[MASKED url-password]@gitlab.test',
    ],
    [`Authorization: Basic YWRhOjEyMw==`, 'Authorization: Basic [MASKED authorization]'],
    [`Authorization: Bearer ${DIGITS}`, 'Authorization: Bearer [MASKED authorization]'],
    [`"authorization": "${USER}"`, '"authorization": "[MASKED authorization]"'],
    [`curl -u "ada:a ${PASSWORD}" x`, 'curl -u "ada:[MASKED password]" x'],
    [`curl --user 'ada:a ${PASSWORD}' x`, "curl --user 'ada:[MASKED password]' x"],
    [`curl --user=ada:${PASSWORD} x`, 'curl --user=ada:[MASKED password] x'],
    [
      `curl --silent \\\n  --header "Accept: */*" \\\n  -u ada:${PASSWORD} x`,
      'curl --silent \\\n  --header "Accept: */*" \\\n  -u ada:[MASKED password] x',
    ],
    [`curl -u ${USER}: x`, 'curl -u [MASKED url-user]: x'],
    [`curl -H "X-Api-Key: ${UUID}" x`, 'curl -H "X-Api-Key: [MASKED authorization]" x'],
  ])('%j', (source, masked) => {
    expect(maskSecrets(source).text).toBe(masked);
  });
});

describe('what only stands in such a place stays', () => {
  test.each([
    'git clone ssh://git@gitlab.test:22/acme/shop.git',
    'https://ci4x9kq2m7z8t:$PASSWORD@acme.test',
    'https://shop-deployment-bot1:$PASSWORD@acme.test',
    'https://Release2.Deploy1.Robot7:$PASSWORD@acme.test',
    'Authorization: required_by_the_server',
    'Authorization: Bearer ................',
    'Authorization: Bearer <access_token_2024>',
    'the authorization, 20241128',
    `docker run -u 1000:${PASSWORD} image && curl https://acme.test`,
    `curl https://acme.test\n${'echo waiting\n'.repeat(60)}docker run -u ada:${PASSWORD} image`,
    'curl -u ada:changeme https://acme.test',
    "curl -u 'ada:<password>' https://acme.test",
    'curl -u release-manager: https://acme.test',
    `docker run -u ${USER}: image`,
    `load -H "X-Request-Token: ${UUID}" https://acme.test`,
    'Authorization: see.the.manual.of.the.server',
  ])('%j', (source) => {
    expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
  });
});
