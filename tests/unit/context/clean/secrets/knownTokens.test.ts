import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../../../../utils/context/clean/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const signs = (length: number): string => 'k9x2m7q4w8z1v5t3'.repeat(10).slice(0, length);
const hex = (length: number): string => '9f3a7c1e5b8d2046'.repeat(10).slice(0, length);
const mixed = (length: number): string => 'kQ9xZ2mR7qT4wY8z'.repeat(10).slice(0, length);

describe('tokens of services are told by their form', () => {
  test.each([
    ['private-key', `AGE-SECRET-KEY-1${signs(58).toUpperCase()}`],
    ['google-api-key', `AIza${mixed(35)}`],
    ['shopify-token', `shpat_${hex(32)}`],
    ['digitalocean-token', `dop_v1_${hex(64)}`],
    ['atlassian-token', `ATATT3${mixed(180)}`],
    ['api-key', `gsk_${mixed(52)}`],
    ['api-key', `PMAK-${hex(24)}-${hex(34)}`],
    ['slack-token', `xoxb-283746501928-2837465019283-${mixed(24)}`],
    ['clojars-api-token', `CLOJARS_${signs(60)}`],
    ['harness-api-key', `pat.${mixed(22)}.${mixed(24)}.${mixed(20)}`],
    ['easypost-api-token', `EZAK${signs(54)}`],
  ])('%s', (kind, token) => {
    expect(maskSecrets(`It is ${token} here`).text).toBe(`It is [MASKED ${kind}] here`);
  });

  test('of what a form finds only the secret is masked', () => {
    expect(maskSecrets(`See ('abc8Q~${mixed(34)}').`).text).toBe(
      "See ('[MASKED azure-ad-client-secret]').",
    );
  });
});

describe('values are told by the service that they are named after', () => {
  test.each([
    [`ADAFRUIT_KEY = "${signs(32)}"`, 'ADAFRUIT_KEY = "[MASKED adafruit-api-key]"'],
    [`jira: ${signs(20)}${hex(4)}`, 'jira: [MASKED atlassian-api-token]'],
    [`asana_id=${'4982374982374981'}`, 'asana_id=[MASKED asana-client-id]'],
    [
      `confluence: ${signs(20)}${hex(4)}, adafruit: ${signs(32)}`,
      'confluence: [MASKED atlassian-api-token], adafruit: [MASKED adafruit-api-key]',
    ],
  ])('%j', (source, masked) => {
    expect(maskSecrets(source).text).toBe(masked);
  });

  test.each([
    `build: ${signs(32)}`,
    'adafruit and its boards',
    `adafruit = ${signs(31)}`,
    'adafruit: circuit_python_libraries_folders',
    'jira: a1a1a1a1a1a1a1a1a1a1a1a1',
  ])('%j stays', (source) => {
    expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
  });
});

describe('examples and what stands for a token stay', () => {
  test.each([
    `AKIA${'IOSFODNN7EXAMPLE'}`,
    `glpat-${'X'.repeat(20)}`,
    `sk_live_${'a'.repeat(24)}`,
    `npm_${'ab'.repeat(18)}`,
    `AIzaSy${'AnLA7NfeLquW1tJFpx_eQCxoX-oo6YyIs'}`,
    'sk-proj-requirements-and-architecture-notes',
    'xoxb-replace-this-by-your-own-token-2-0-1',
  ])('%j', (source) => {
    expect(maskSecrets(source)).toEqual({ text: source, removals: [] });
  });

  test("GitLab's beginning is enough", () => {
    expect(maskSecrets(`glpat-${'ab'.repeat(10)}`).text).toBe('[MASKED gitlab-token]');
  });
});
