import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareTree } from '../../../ci/request/prepareTree.ts';
import { publishChanges } from '../../../ci/changes/publishChanges.ts';
import type { MergeRequest } from '../../../ci/request/readMergeRequest.ts';
import { readRequest } from '../../../ci/request/readRequest.ts';
import { aFolder, aJob } from './aJob.ts';
import { openRepository, type OpenRepository } from './openRepository.ts';
import { recordedApi } from './recordedApi.ts';

const onRequest = readRequest({
  AI_FLOW_INPUT: 'x',
  AI_FLOW_RESOURCE: 'merge_request/34',
  AI_FLOW_REQUEST_ID: '0f8fad5b-d9cb-469f-a165-70867728950e',
});
const MERGE_REQUEST: MergeRequest = {
  iid: 34,
  webUrl: 'https://git.test/-/34',
  sourceBranch: 'feature/vouchers',
  targetBranch: 'main',
  sha: null,
  baseSha: null,
  failedPipelineId: null,
  locked: null,
};

/** Pushes a commit on top of `base` for the merge request; gives it, and where it went. */
async function push(gitlab: OpenRepository, base: string) {
  const credential = { user: 'oauth2', password: 'access-token' };
  const project = recordedApi({});
  const sha = gitlab.commit('refs/keep/it', { 'a.js': '2' }, base);
  const apis = { reader: project, writer: project };
  const onBranch = readRequest({ AI_FLOW_INPUT: 'x' });
  const work = await prepareTree(onBranch, gitlab.place, apis, credential, await aFolder());
  gitlab.git('push', '--quiet', work.repository.gitFolder, `${sha}:refs/job/made`);
  const asked = { ...work, mergeRequest: MERGE_REQUEST };
  const words = { title: 'Carts count', description: '' };
  const job = await aJob({
    request: onRequest,
    place: gitlab.place,
    writer: { project, server: project, credential },
  });
  const commit = { sha, message: 'Carts count', files: [] };
  const published = await publishChanges(job, asked, [commit], words);
  expect([...gitlab.logins]).toEqual(['oauth2:access-token']);
  const heads = gitlab.git('for-each-ref', '--format=%(refname:short) %(objectname)', 'refs/heads');
  return { sha, published, heads: heads.split('\n') };
}

it('a commit goes onto the source branch that it was made from', async () => {
  const gitlab = await openRepository();
  const base = gitlab.commit('main', { 'a.js': '1' });
  gitlab.git('branch', 'feature/vouchers', 'main');
  const { sha, published, heads } = await push(gitlab, base);
  expect(published).toEqual({
    branch: 'feature/vouchers',
    shas: [sha],
    mergeRequest: MERGE_REQUEST,
    warnings: [],
  });
  expect(heads).toEqual([`feature/vouchers ${sha}`, `main ${base}`]);
});

it('overwrites nobody’s commit, on neither kind of branch', async () => {
  const gitlab = await openRepository();
  const base = gitlab.commit('main', { 'a.js': '1' });
  const theirs = gitlab.commit('feature/vouchers', { 'b.js': '3' }, base);
  gitlab.git('branch', 'claude/mr-34-0f8fad5b', 'main');
  const { sha, published, heads } = await push(gitlab, base);
  expect(published.branch).toBe('claude/mr-34-0f8fad5b-9');
  expect(heads).toEqual([
    `claude/mr-34-0f8fad5b ${base}`,
    `claude/mr-34-0f8fad5b-9 ${sha}`,
    `feature/vouchers ${theirs}`,
    `main ${base}`,
  ]);
});

/** As GitLab 18.9 words them (ee/lib/ee/gitlab/checks/push_rules). */
it.each([
  "Commit message does not follow the pattern '^SHOP-[0-9]+: '",
  "Commit message contains the forbidden pattern 'wip'",
  "Branch name 'claude/mr-34-0f8fad5b' does not follow the pattern '^(feat|fix)/'",
  "Author's commit email 'noreply@anthropic.com' does not follow the pattern '@acme.example$'",
  "Committer 'Claude' is not a member of team",
  'Commit must be signed with a GPG key',
  'Commit message must contain a DCO signoff',
  "File name keys.pem was prohibited by the pattern '.*.pem'.",
  'You are not allowed to push code to protected branches on this project.',
])('a push that a rule rejects is told in GitLab’s own words: %s', async (rule) => {
  const gitlab = await openRepository();
  const base = gitlab.commit('main', { 'a.js': '1' });
  gitlab.git('branch', 'feature/vouchers', 'main');
  const hook = join(gitlab.bare, 'hooks', 'pre-receive');
  mkdirSync(join(gitlab.bare, 'hooks'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\ncat >&2 <<'END'\nGitLab: ${rule}\nEND\nexit 1\n`);
  chmodSync(hook, 0o755);
  const { published, heads } = await push(gitlab, base);
  expect(published).toMatchObject({ branch: null, mergeRequest: null });
  const [onSource = '', onOwn = ''] = published.warnings;
  expect(onSource).toContain('feature/vouchers could not be pushed to: git push failed: ');
  for (const warning of [onSource, onOwn]) expect(warning).toContain(`GitLab: ${rule}`);
  expect(heads).toEqual([`feature/vouchers ${base}`, `main ${base}`]);
});
