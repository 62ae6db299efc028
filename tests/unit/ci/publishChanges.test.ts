import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gitIn, runGit } from '../../../ci/git.ts';
import type { Repository } from '../../../ci/git.ts';
import { publishChanges } from '../../../ci/publishChanges.ts';
import type { Lock } from '../../../ci/readMergeRequest.ts';
import { readRequest } from '../../../ci/readRequest.ts';
import { fakeApi, PLACE } from './fakeApi.ts';

let folder: string;
let repository: Repository;
let remoteUrl: string;
let sha: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'publish-'));
  repository = { gitFolder: join(folder, 'job.git'), tree: folder };
  remoteUrl = join(folder, 'remote.git');
  await runGit(['init', '--quiet', '--bare', repository.gitFolder]);
  await runGit(['init', '--quiet', '--bare', remoteUrl]);
  // The job's own git allows HTTP alone.
  await gitIn(repository, ['config', 'protocol.file.allow', 'always']);
  const tree = (await gitIn(repository, ['hash-object', '-w', '-t', 'tree', '/dev/null'])).trim();
  const by = ['-c', 'user.name=Claude', '-c', 'user.email=noreply@anthropic.com'];
  sha = (await gitIn(repository, [...by, 'commit-tree', '-m', 'A change', tree])).trim();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Publishes a commit for merge request 34, from `fix/total`. */
async function publish(locked: Lock | null) {
  const { api, asked } = fakeApi({
    'POST /merge_requests': {
      iid: 35,
      web_url: 'https://git.test/acme/webshop/-/merge_requests/35',
    },
  });
  const mergeRequest = {
    iid: 34,
    webUrl: '',
    sourceBranch: 'fix/total',
    targetBranch: 'main',
    locked,
  };
  const published = await publishChanges(
    readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' }),
    { repository, base: sha, rules: null, mergeRequest },
    sha,
    { ...PLACE, remoteUrl },
    { project: api, credential: { user: 'oauth2', password: 'token' } },
    { title: 'A change', description: '' },
  );
  const refs = await runGit(['--git-dir', remoteUrl, 'for-each-ref', '--format=%(refname)']);
  return { published, asked, branches: refs.trim().split('\n').filter(Boolean) };
}

it('pushes onto the source branch of a merge request', async () => {
  const { published, asked, branches } = await publish(null);
  expect(published).toMatchObject({ branch: 'fix/total', mergeRequest: { iid: 34 }, warnings: [] });
  expect(branches).toEqual(['refs/heads/fix/total']);
  expect(asked).toEqual([]);
});

it('pushes nothing for a merge request from another project', async () => {
  const { published, asked, branches } = await publish({ why: 'elsewhere', words: 'it is a fork' });
  expect(published).toEqual({
    branch: null,
    mergeRequest: null,
    warnings: ['Not pushed to !34: it is a fork.'],
  });
  expect(asked).toEqual([]);
  expect(branches).toEqual([]);
});

it('opens a merge request into a protected source branch', async () => {
  const { published, asked, branches } = await publish({ why: 'protected', words: 'protected' });
  expect(published).toMatchObject({ branch: 'claude/mr-34-1', mergeRequest: { iid: 35 } });
  expect(branches).toEqual(['refs/heads/claude/mr-34-1']);
  expect(asked).toEqual([
    {
      call: 'POST /merge_requests',
      body: expect.objectContaining({
        source_branch: 'claude/mr-34-1',
        target_branch: 'fix/total',
      }),
    },
  ]);
});

it('opens none for a merge request that is closed', async () => {
  const { published, asked } = await publish({ why: 'closed', words: 'it is closed' });
  expect(published).toMatchObject({ branch: 'claude/mr-34-1', mergeRequest: null });
  expect(asked).toEqual([]);
});
