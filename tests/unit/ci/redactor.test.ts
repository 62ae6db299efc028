import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Environment } from '../../../ci/Environment.ts';
import { redactor, secretsOf } from '../../../ci/redactor.ts';

function redacting(environment: Environment): (text: string) => string {
  return redactor(secretsOf(environment));
}

it('masks GitLab’s own tokens, and what the project defined that is a secret by name or looks', () => {
  const redact = redacting({
    ANTHROPIC_API_KEY: 'sk-ant-0123456789',
    MY_SETTING: 'some-internal-host',
    DB_PASSWORD: 'production',
    CONNECTION: 'postgres://shop:hunter2!@db.acme.test/shop',
    SEED: 'Tr0ub4dor&3',
    CI_JOB_TOKEN: 'glcbt-0123456789',
    CI_REPOSITORY_URL: 'https://gitlab-ci-token:glcbt-0123456789@git.test/a/b.git',
  });
  expect(redact('key sk-ant-0123456789, some-internal-host, glcbt-0123456789.')).toBe(
    'key [MASKED], some-internal-host, [MASKED].',
  );
  expect(redact('production, Tr0ub4dor&3, postgres://shop:hunter2!@db.acme.test/shop')).toBe(
    '[MASKED], [MASKED], [MASKED]',
  );
});

it('leaves alone what is no secret', () => {
  const redact = redacting({
    CI_PROJECT_PATH: 'acme/webshop',
    AI_FLOW_INPUT: 'Why is the total wrong?',
    PATH: '/usr/local/bin:/usr/bin',
    SHORT: 'true',
  });
  const text = 'acme/webshop: Why is the total wrong? /usr/local/bin:/usr/bin true';
  expect(redact(text)).toBe(text);
});

it('masks the longest value first, so that no rest of one shows', () => {
  const redact = redacting({ A_TOKEN: 'secret-value', B_TOKEN: 'secret-value-and-more' });
  expect(redact('secret-value-and-more')).toBe('[MASKED]');
});

it('masks what a file variable holds, whole and line by line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redactor-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
    rmSync(`${folder}.tmp`, { recursive: true });
  });
  const path = `${folder}.tmp/KEY_FILE`;
  mkdirSync(`${folder}.tmp`);
  writeFileSync(path, '-----BEGIN-----\nMIIEvQIBADANBgkqhkiG9w0\n');
  const redact = redacting({ CI_PROJECT_DIR: folder, KEY_FILE: path });
  expect(redact('see MIIEvQIBADANBgkqhkiG9w0')).toBe('see [MASKED]');
});

it.each([
  ['APP_STAGE', 'production'],
  ['DEBIAN_FRONTEND', 'noninteractive'],
  ['DEPLOY_REGION', 'eu-central-1'],
  ['BASE_URL', 'https://shop.acme.test/api/v2'],
  ['IMAGE', 'registry.acme.test/shop/web:2024.10.1'],
  ['MAVEN_OPTS', '-Dmaven.repo.local=/cache/m2 -Xmx512m'],
  ['CONFIG_PATH', '/etc/shop/settings.production.json'],
  ['TEAM', 'Größe und Länge'],
])('words that anybody writes are no secret: %s=%s', (key, value) => {
  expect(secretsOf({ [key]: value })).toEqual([]);
});

it.each([
  ['SETTING', 'glpat-abcdefghijklmnop'],
  ['SETTING', 'a8f5f167f44f4964e6c998dee827110c'],
  ['SETTING', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['SETTING', 'aGVsbG8gd29ybGQhIQ=='],
  ['SETTING', 'kQwEpXzRtYvBnMlOpAsDfGhJ'],
  ['DEPLOY_KEY', 'staging-staging'],
  ['SMTP_PASS', 'welcomewelcome'],
])('what looks made to be kept, or is called so, is one: %s=%s', (key, value) => {
  expect(secretsOf({ [key]: value })).toContain(value);
});

it('masks a token within a file variable’s line, and none of the words beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redactor-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
    rmSync(`${folder}.tmp`, { recursive: true });
  });
  const path = `${folder}.tmp/SETTINGS`;
  mkdirSync(`${folder}.tmp`);
  writeFileSync(path, 'environment: production\ntoken: "x9Kq2-Zr71bTT0aa"\n');
  const redact = redacting({ CI_PROJECT_DIR: folder, SETTINGS: path });
  expect(redact('production x9Kq2-Zr71bTT0aa')).toBe('production [MASKED]');
});

it('masks nothing that is shorter than GitLab masks', () => {
  expect(secretsOf({ A_TOKEN: 'x7k2m9qz', B_TOKEN: 'x7k2m9q', C_TOKEN: undefined })).toEqual([
    'x7k2m9qz',
  ]);
});

it('masks the lines of a secret that are long enough to be told apart', () => {
  const [long, short] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbb'];
  expect(secretsOf({ MY_KEY: ` ${long} \n${short}\n` })).toEqual([`${long} \n${short}`, long]);
  expect(secretsOf({ MY_KEY: ` ${long} ` })).toEqual([long]);
});

it('masks what GitLab itself sets, where it is secret, and nothing else of it', () => {
  const secret = { CI_REGISTRY_PASSWORD: 'welcome-1', CI_JOB_JWT_V2: 'welcome-2' };
  const plain = { CI_COMMIT_SHA: 'a8f5f167f44f4964e6c998dee827110c', GIT_DEPTH: 'glpat-12345678' };
  expect(secretsOf({ ...secret, ...plain })).toEqual(['welcome-1', 'welcome-2']);
});
