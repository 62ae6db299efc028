import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANCH, oneLine, PROJECT_PATH, readPlace, SHA } from '../../../../ci/request/readPlace.ts';
import { DEFAULTS } from '../../../../ci/Settings.ts';
import { aFolder } from '../aJob.ts';

/** What the runner sets in a clone whose remote is `origin`. */
async function clonedFrom(origin = 'https://gitlab-ci-token:token@git.test/acme/webshop.git') {
  const folder = await aFolder();
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/config'), `[remote "origin"]\n\turl = ${origin}\n`);
  return {
    CI_SERVER_URL: 'https://git.test',
    CI_API_V4_URL: 'https://git.test/api/v4',
    CI_PROJECT_PATH: 'acme/webshop',
    CI_PROJECT_DIR: folder,
    CI_PIPELINE_ID: '77',
    CI_JOB_ID: '9',
    CI_JOB_URL: 'https://git.test/acme/webshop/-/jobs/9',
    CI_DEFAULT_BRANCH: 'main',
    CI_CONFIG_PATH: 'ci/main.yml',
    GITLAB_USER_NAME: 'Devon',
    GITLAB_USER_EMAIL: 'devon@acme.example',
  };
}

describe('the job’s place', () => {
  it('is what CI_* says where the clone’s remote agrees', async () => {
    const environment = await clonedFrom();
    expect(await readPlace(environment, DEFAULTS)).toEqual({
      serverUrl: 'https://git.test',
      apiUrl: 'https://git.test/api/v4',
      projectPath: 'acme/webshop',
      remoteUrl: 'https://git.test/acme/webshop.git',
      gitRoot: 'https://git.test',
      defaultBranch: 'main',
      ciConfigPath: 'ci/main.yml',
      pipelineId: 77,
      pipelineUrl: 'https://git.test/acme/webshop/-/pipelines/77',
      jobId: '9',
      jobUrl: 'https://git.test/acme/webshop/-/jobs/9',
      projectFolder: environment.CI_PROJECT_DIR,
      asker: { id: null, name: 'Devon', email: 'devon@acme.example' },
      unproved: false,
    });
  });

  it('may lie below a path, with or without a slash at its end', async () => {
    const environment = await clonedFrom('https://git.test/gitlab/acme/webshop.git');
    const below = {
      CI_SERVER_URL: 'https://git.test/gitlab/',
      CI_API_V4_URL: 'https://git.test/gitlab/api/v4/',
    };
    const place = await readPlace({ ...environment, ...below }, DEFAULTS);
    expect(place).toMatchObject({
      serverUrl: 'https://git.test/gitlab',
      apiUrl: 'https://git.test/gitlab/api/v4',
    });
  });

  it('may lack what only is shown', async () => {
    const { CI_JOB_URL: _url, CI_CONFIG_PATH: _path, ...rest } = await clonedFrom();
    expect(await readPlace(rest, DEFAULTS)).toMatchObject({ jobUrl: '', ciConfigPath: '' });
    const odd = { ...rest, CI_JOB_URL: 'https://git.test/ [x](y)' };
    expect((await readPlace(odd, DEFAULTS)).jobUrl).toBe('');
  });

  it.each([
    'CI_SERVER_URL',
    'CI_PROJECT_PATH',
    'CI_PROJECT_DIR',
    'CI_API_V4_URL',
    'CI_PIPELINE_ID',
    'CI_JOB_ID',
    'CI_DEFAULT_BRANCH',
  ])('has to have %s in its form', async (key) => {
    const environment = await clonedFrom();
    const words = `${key} is missing or does not have its form.`;
    for (const value of [undefined, ' x\n'])
      await expect(readPlace({ ...environment, [key]: value }, DEFAULTS)).rejects.toThrow(words);
  });

  it('has its API where its server is', async () => {
    const environment = { ...(await clonedFrom()), CI_API_V4_URL: 'https://evil.test/api/v4' };
    await expect(readPlace(environment, DEFAULTS)).rejects.toThrow(
      'is not the API of CI_SERVER_URL',
    );
  });

  it.each(['https://git.test:443/acme/webshop.git', 'HTTPS://ci:token@GIT.test/acme/webshop.git'])(
    'is the same however the host is written: %s',
    async (origin) => {
      const place = await readPlace(await clonedFrom(origin), DEFAULTS);
      expect(place).toMatchObject({ apiUrl: 'https://git.test/api/v4', unproved: false });
      const environment = { ...(await clonedFrom()), CI_SERVER_URL: 'https://Git.Test' };
      expect(await readPlace(environment, DEFAULTS)).toMatchObject({
        serverUrl: 'https://git.test',
      });
    },
  );

  it('is reached where the runner reached it, and has to be proved, where the clone has another host', async () => {
    const environment = await clonedFrom('http://ci:token@gitlab-web:8181/acme/webshop.git');
    expect(await readPlace(environment, DEFAULTS)).toMatchObject({
      serverUrl: 'https://git.test',
      apiUrl: 'http://gitlab-web:8181/api/v4',
      remoteUrl: 'http://gitlab-web:8181/acme/webshop.git',
      pipelineUrl: 'https://git.test/acme/webshop/-/pipelines/77',
      unproved: true,
    });
    const named = { ...DEFAULTS, gitRoot: 'https://clone.test' };
    expect((await readPlace(environment, named)).remoteUrl).toBe(
      'https://clone.test/acme/webshop.git',
    );
  });

  it('needs no clone where the file names the server, and has to be proved then', async () => {
    const environment = { ...(await clonedFrom()), CI_PROJECT_DIR: '/nonexistent' };
    const settings = { ...DEFAULTS, server: 'https://git.test/' };
    expect(await readPlace(environment, settings)).toMatchObject({
      apiUrl: 'https://git.test/api/v4',
      unproved: true,
    });
    const other = { ...DEFAULTS, server: 'https://other.test' };
    await expect(readPlace(environment, other)).rejects.toThrow(
      'CI_SERVER_URL is not https://other',
    );
  });

  it.each(['https://git.test/acme/other.git', 'git@git.test:acme/webshop.git', '/tmp/x'])(
    'is not believed where the clone came from %s',
    async (origin) => {
      await expect(readPlace(await clonedFrom(origin), DEFAULTS)).rejects.toThrow(
        'do not name the clone’s remote',
      );
    },
  );
});

it('takes from a name what could not stand in one line of a commit', () => {
  expect(oneLine('De\nvon <x>\u0000')).toBe('Devon x');
  expect(oneLine('x'.repeat(201))).toHaveLength(200);
  expect(oneLine(undefined)).toBe('');
});

it('knows a project’s path and a commit’s id by their forms', () => {
  expect(['acme/webshop', 'acme/a.b/c-d_e'].every((path) => PROJECT_PATH.test(path))).toBe(true);
  for (const path of ['acme', 'acme/..', '../x', 'a/./b', '/a/b', 'a//b', 'a/b?c'])
    expect(PROJECT_PATH.test(path), path).toBe(false);
  expect([40, 64].every((length) => SHA.test('a'.repeat(length)))).toBe(true);
  expect(['a'.repeat(41), 'A'.repeat(40), 'HEAD'].some((text) => SHA.test(text))).toBe(false);
});

it.each([
  'main',
  'feature/vouchers',
  'fix-#12',
  'a@b',
  'v1.2',
  'größe',
  '主干',
  'a&b$(x);`y`|\'"<z>',
])('%s is a branch name', (name) => {
  expect(BRANCH.test(name)).toBe(true);
});

it.each([
  '-x',
  '--upload-pack=x',
  'a..b',
  'a@{1}',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a b',
  'a:b',
  'a\nb',
  'a.',
  '+a:b*',
  'a/',
  '@',
  'a~1',
  'a^',
  'a?',
  'a[b',
  'a\\b',
  'a\u007f',
  '',
])('%j is none', (name) => {
  expect(BRANCH.test(name)).toBe(false);
});
