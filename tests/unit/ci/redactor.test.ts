import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { redactor } from '../../../ci/redactor.ts';

it('masks what the project defined, and GitLab’s own tokens', () => {
  const redact = redactor({
    ANTHROPIC_API_KEY: 'sk-ant-0123456789',
    MY_SETTING: 'some-internal-host',
    CI_JOB_TOKEN: 'glcbt-0123456789',
    CI_REPOSITORY_URL: 'https://gitlab-ci-token:glcbt-0123456789@git.test/a/b.git',
  });
  expect(redact('key sk-ant-0123456789, some-internal-host, glcbt-0123456789.')).toBe(
    'key [MASKED], [MASKED], [MASKED].',
  );
});

it('leaves alone what is no secret', () => {
  const redact = redactor({
    CI_PROJECT_PATH: 'acme/webshop',
    AI_FLOW_INPUT: 'Why is the total wrong?',
    PATH: '/usr/local/bin:/usr/bin',
    SHORT: 'true',
  });
  const text = 'acme/webshop: Why is the total wrong? /usr/local/bin:/usr/bin true';
  expect(redact(text)).toBe(text);
});

it('masks the longest value first, so that no rest of one shows', () => {
  const redact = redactor({ A: 'secret-value', B: 'secret-value-and-more' });
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
  const redact = redactor({ CI_PROJECT_DIR: folder, KEY_FILE: path });
  expect(redact('see MIIEvQIBADANBgkqhkiG9w0')).toBe('see [MASKED]');
});
