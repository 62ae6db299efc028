import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gitIn, runGit } from '../../../../ci/git.ts';
import { prepareTree } from '../../../../ci/request/prepareTree.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { aFolder } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';
import { openRepository } from '../openRepository.ts';
import { recordedApi } from '../recordedApi.ts';

vi.mock('../../../../ci/git.ts', { spy: true });

beforeEach(() => {
  vi.mocked(runGit).mockReset();
  vi.mocked(gitIn).mockReset();
});

const onIssue = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
const onRequest = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' });
const LOGIN = { user: 'gitlab-ci-token', password: 'job-token' };
const REQUEST = {
  web_url: 'https://git.test/acme/webshop/-/merge_requests/34',
  source_branch: 'feature/vouchers',
  target_branch: 'main',
  source_project_id: 5,
  target_project_id: 5,
  state: 'opened',
};
const FREE = { protected: false, default: false };
const BRANCH = 'GET /repository/branches/feature%2Fvouchers';
/** APIs that know nothing. */
const NOTHING = { reader: recordedApi({}), writer: null };

describe('what is asked about', () => {
  it.each([
    ['cannot be read', undefined, 'Merge request !34: GitLab answered 404'],
    ['names no branch', { ...REQUEST, source_branch: '--upload-pack=x' }, 'do not have their form'],
  ])('is not fetched where its merge request %s', async (_why, mergeRequest, words) => {
    const reader = recordedApi({ 'GET /merge_requests/34': mergeRequest });
    const apis = { reader, writer: null };
    const preparing = prepareTree(onRequest, aPlace(), apis, LOGIN, await aFolder());
    await expect(preparing).rejects.toThrow(words);
    expect(gitIn).not.toHaveBeenCalled();
  });

  it('cannot be prepared where git does not find its head', async () => {
    vi.mocked(runGit).mockResolvedValue('');
    vi.mocked(gitIn).mockResolvedValue('fatal');
    const folder = await aFolder();
    await expect(prepareTree(onIssue, aPlace(), NOTHING, LOGIN, folder)).rejects.toThrow(
      'The commit to work on could not be found.',
    );
  });
});

describe('the tree that Claude works on', () => {
  it('is the default branch’s, fetched by the given login, without a .git', async () => {
    const { place, commit, logins } = await openRepository();
    const base = commit('main', { 'src/cart.js': 'total', 'CLAUDE.md': 'Use tabs.' });
    const folder = await aFolder();
    const work = await prepareTree(onIssue, place, NOTHING, LOGIN, folder);
    expect(work).toEqual({
      repository: { gitFolder: join(folder, 'repository.git'), tree: join(folder, 'code') },
      base,
      rules: '# CLAUDE.md (this project’s default branch)\n\nUse tabs.',
      lastTitles: ['a commit'],
      ciFiles: ['.gitlab-ci.yml'],
      mergeRequest: null,
      isNewest: true,
      remarks: [],
    });
    expect((await readdir(work.repository.tree)).toSorted()).toEqual(['CLAUDE.md', 'src']);
    expect(await readFile(join(work.repository.tree, 'src/cart.js'), 'utf8')).toBe('total');
    expect([...logins]).toEqual(['gitlab-ci-token:job-token']);
  });

  it('is the merge request’s, with the rules of the default branch', async () => {
    const { place, commit } = await openRepository();
    const first = commit('main', { 'a.js': '1' });
    const head = commit('refs/merge-requests/34/head', { 'CLAUDE.md': 'Obey.' }, first);
    const reader = recordedApi({ 'GET /merge_requests/34': REQUEST });
    const writer = recordedApi({ [BRANCH]: FREE });
    const apis = { reader, writer };
    const work = await prepareTree(onRequest, place, apis, LOGIN, await aFolder());
    expect(work).toMatchObject({ base: head, rules: null });
    expect(work.mergeRequest).toEqual({
      iid: 34,
      webUrl: REQUEST.web_url,
      sourceBranch: 'feature/vouchers',
      targetBranch: 'main',
      sha: null,
      baseSha: null,
      failedPipelineId: null,
      locked: null,
    });
    expect((await readdir(work.repository.tree)).toSorted()).toEqual(['CLAUDE.md', 'a.js']);
  });

  it('takes no rules from a link', async () => {
    const { place, git, commit } = await openRepository();
    const first = commit('main', { 'a.js': '1' });
    git('read-tree', first);
    const blob = git('rev-parse', `${first}:a.js`);
    git('update-index', '--add', '--cacheinfo', `120000,${blob},CLAUDE.md`);
    const linked = git('commit-tree', '-m', 'link', '-p', first, git('write-tree'));
    git('update-ref', 'refs/heads/main', linked);
    const work = await prepareTree(onIssue, place, NOTHING, LOGIN, await aFolder());
    expect(work).toMatchObject({ base: linked, rules: null });
  });

  it('cannot be made where the branch is missing', async () => {
    const { place } = await openRepository();
    const preparing = prepareTree(onIssue, place, NOTHING, LOGIN, await aFolder());
    await expect(preparing).rejects.toThrow(/^git fetch failed: .*main/);
  });
});

describe('the code of a merge request whose ref GitLab has removed', () => {
  it('is its newest commit’s', async () => {
    const { place, commit, git } = await openRepository();
    const first = commit('main', { 'a.js': '1' });
    const head = commit('refs/keep-around/34', { 'b.js': '2' }, first);
    git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const reader = recordedApi({ 'GET /merge_requests/34': { ...REQUEST, sha: head } });
    const apis = { reader, writer: null };
    const work = await prepareTree(onRequest, place, apis, LOGIN, await aFolder());
    expect(work).toMatchObject({ base: head, isNewest: true, remarks: [] });
    expect((await readdir(work.repository.tree)).toSorted()).toEqual(['a.js', 'b.js']);
  });

  it.each([
    ['names none', undefined, 'GitLab names no commit of it'],
    ['has lost it', 'ab'.repeat(20), 'git fetch failed: '],
  ])('is the default branch’s where GitLab %s, and the asker is told', async (_how, sha, why) => {
    const { place, commit } = await openRepository();
    const base = commit('main', { 'a.js': '1' });
    const reader = recordedApi({ 'GET /merge_requests/34': { ...REQUEST, sha } });
    const apis = { reader, writer: null };
    const work = await prepareTree(onRequest, place, apis, LOGIN, await aFolder());
    expect(work).toMatchObject({ base, isNewest: false });
    expect(work.remarks).toEqual([
      expect.stringContaining(`The code of !34 is gone, so Claude worked on main: ${why}`),
    ]);
  });

  it('is none of these where the default branch cannot be had, either', async () => {
    const { place, commit } = await openRepository();
    commit('refs/merge-requests/34/head', { 'a.js': '1' });
    const reader = recordedApi({ 'GET /merge_requests/34': REQUEST });
    const apis = { reader, writer: null };
    const preparing = prepareTree(onRequest, place, apis, LOGIN, await aFolder());
    await expect(preparing).rejects.toThrow(/^git fetch failed: .*refs\/heads\/main/);
  });
});

describe('the CI files', () => {
  it('are those of the default branch and of the code that is worked on, from the project’s own path', async () => {
    const { place, commit } = await openRepository();
    const first = commit('main', {
      'ci/main.yml': 'include: ci/old.yml',
      'ci/old.yml': '',
      'ci/new.yml': '',
    });
    const changed = { 'ci/main.yml': 'include: ci/new.yml' };
    commit('refs/merge-requests/34/head', changed, first);
    const reader = recordedApi({ 'GET /merge_requests/34': REQUEST });
    const apis = { reader, writer: null };
    const there = { ...place, ciConfigPath: 'ci/main.yml' };
    const work = await prepareTree(onRequest, there, apis, LOGIN, await aFolder());
    expect(work.ciFiles).toEqual(['ci/main.yml', 'ci/old.yml', 'ci/new.yml']);
  });

  it.each(['ci/main.yml@acme/pipelines', 'https://ci.test/main.yml'])(
    'begin with .gitlab-ci.yml where the project’s own lies elsewhere: %s',
    async (ciConfigPath) => {
      const { place, commit } = await openRepository();
      commit('main', { 'a.js': '1' });
      const there = { ...place, ciConfigPath };
      const work = await prepareTree(onIssue, there, NOTHING, LOGIN, await aFolder());
      expect(work.ciFiles).toEqual(['.gitlab-ci.yml']);
    },
  );
});
