// Where changes go, and where not, is one table of cases: longer than most.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../../../ci/Fault.ts';
import { bytesIn, gitIn } from '../../../../ci/git.ts';
import { publishChanges } from '../../../../ci/changes/publishChanges.ts';
import type { Lock, MergeRequest } from '../../../../ci/request/readMergeRequest.ts';
import { DEFAULTS, type Settings } from '../../../../ci/Settings.ts';
import { readRequest, type Request } from '../../../../ci/request/readRequest.ts';
import { aJob, aWork } from '../aJob.ts';
import { recordedApi } from '../recordedApi.ts';

vi.mock('../../../../ci/git.ts', { spy: true });

const onIssue = readRequest({
  AI_FLOW_INPUT: 'x',
  AI_FLOW_RESOURCE: 'issue/12',
  AI_FLOW_REQUEST_ID: '0f8fad5b-d9cb-469f-a165-70867728950e',
});
const onRequest = { ...onIssue, target: { type: 'merge_request' as const, iid: 34 } };
const credential = { user: 'oauth2', password: 'access-token' };
const words = { title: 'Carts count', description: 'Because.' };
const OPENED = { 'POST /merge_requests': { iid: 35, web_url: 'https://git.test/-/35' } };
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
const SHA = 'b'.repeat(40);
const LEFT = 'The branch claude/mr-34-0f8fad5b has no merge request: open one, or delete it.';
const FILE = { path: 'a.js', oldMode: '100644', newMode: '100644' };
const COMMIT = { sha: SHA, message: 'Carts count', files: [FILE] };

/** What was pushed to a remote that refuses some branches. */
let pushed: string[] = [];
let refused: string[] = [];

beforeEach(() => {
  pushed = [];
  refused = [];
  vi.mocked(gitIn).mockImplementation(async (_repository, parts) => {
    const branch = parts.at(-1)?.replace(`${SHA}:refs/heads/`, '') ?? '';
    if (refused.includes(branch)) throw new Fault('git push failed: rejected');
    pushed.push(branch);
    return '';
  });
});

async function publish(
  request: Request,
  mergeRequest: MergeRequest | null = null,
  project = recordedApi(OPENED),
  settings: Partial<Settings> = {},
) {
  const writer = { project, server: recordedApi({}), credential };
  const job = await aJob({ request, writer, settings: { ...DEFAULTS, ...settings } });
  return publishChanges(job, aWork({ mergeRequest }), [COMMIT], words);
}

describe('changes for an issue', () => {
  it('go to a branch of their own, with a merge request', async () => {
    const project = recordedApi(OPENED);
    expect(await publish(onIssue, null, project)).toEqual({
      branch: 'claude/issue-12-0f8fad5b',
      shas: [SHA],
      mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
      warnings: [],
    });
    expect(project.asked).toEqual([
      [
        'POST /merge_requests',
        {
          source_branch: 'claude/issue-12-0f8fad5b',
          target_branch: 'main',
          title: 'Carts count',
          description: 'Because.',
          remove_source_branch: true,
          assignee_id: 3,
        },
      ],
    ]);
  });

  it('are named after the pipeline where nothing else names them', async () => {
    const { branch } = await publish({ ...onIssue, target: null, requestId: null });
    expect(branch).toBe('claude/run-77');
  });

  it('go to a second name where the first is taken, and to no third', async () => {
    refused = ['claude/issue-12-0f8fad5b'];
    expect((await publish(onIssue)).branch).toBe('claude/issue-12-0f8fad5b-9');
    refused.push('claude/issue-12-0f8fad5b-9');
    expect(await publish(onIssue)).toEqual({
      branch: null,
      shas: [],
      mergeRequest: null,
      warnings: ['git push failed: rejected'],
    });
  });

  it('stay pushed where the merge request could not be opened', async () => {
    expect(await publish(onIssue, null, recordedApi({}))).toEqual({
      branch: 'claude/issue-12-0f8fad5b',
      shas: [SHA],
      mergeRequest: null,
      warnings: [
        'The merge request could not be opened: GitLab answered 404.',
        'The branch claude/issue-12-0f8fad5b has no merge request: open one, or delete it.',
      ],
    });
    const silent = recordedApi({ 'POST /merge_requests': { iid: 35 } });
    const { mergeRequest } = await publish(onIssue, null, silent);
    expect(mergeRequest).toEqual({ iid: 35, webUrl: '' });
  });

  it('stay in the artifact without a token', async () => {
    const job = await aJob({ request: onIssue });
    expect(await publishChanges(job, aWork(), [COMMIT], words)).toEqual({
      branch: null,
      shas: [],
      mergeRequest: null,
      warnings: [expect.stringContaining('There is no GITLAB_ACCESS_TOKEN')],
    });
    expect(pushed).toEqual([]);
  });

  it('are not pushed where something else than git fails', async () => {
    vi.mocked(gitIn).mockRejectedValue(new TypeError('a slip'));
    await expect(publish(onIssue)).rejects.toThrow('a slip');
  });
});

describe('the file’s own rules', () => {
  it('name the branch', async () => {
    const { branch } = await publish(onIssue, null, recordedApi(OPENED), { branchPrefix: 'ai/' });
    expect(branch).toBe('ai/issue-12-0f8fad5b');
  });

  it('have GitLab make the commit, which then counts', async () => {
    vi.mocked(bytesIn).mockResolvedValue(Buffer.from('größe', 'latin1'));
    const made = 'c'.repeat(40);
    const project = recordedApi({ ...OPENED, 'POST /repository/commits': { id: made } });
    const published = await publish(onIssue, null, project, { commitsBy: 'api' });
    expect(published).toMatchObject({ branch: 'claude/issue-12-0f8fad5b', shas: [made] });
    expect(pushed).toEqual([]);
    expect(project.asked[0]).toEqual([
      'POST /repository/commits',
      {
        branch: 'claude/issue-12-0f8fad5b',
        start_sha: aWork().base,
        commit_message: 'Carts count',
        actions: [{ action: 'update', file_path: 'a.js', encoding: 'base64', content: 'Z3L232U=' }],
      },
    ]);
  });

  it('leave a source branch alone that has moved, by GitLab’s commits too', async () => {
    const branch = { commit: { id: 'd'.repeat(40) } };
    const project = recordedApi({ 'GET /repository/branches/feature%2Fvouchers': branch });
    const { warnings } = await publish(onRequest, MERGE_REQUEST, project, { commitsBy: 'api' });
    expect(warnings[0]).toBe(
      'feature/vouchers could not be pushed to: somebody pushed to it meanwhile',
    );
  });
});

describe('changes for a merge request', () => {
  it('go onto its source branch, and open no other one', async () => {
    const project = recordedApi({});
    expect(await publish(onRequest, MERGE_REQUEST, project)).toEqual({
      branch: 'feature/vouchers',
      shas: [SHA],
      mergeRequest: MERGE_REQUEST,
      warnings: [],
    });
    expect(pushed).toEqual(['feature/vouchers']);
    expect(project.asked).toEqual([]);
  });

  it.each<Lock>([
    { why: 'closed', words: 'it is merged' },
    { why: 'no_token', words: 'there is no token' },
    { why: 'unread', words: 'it could not be read' },
  ])('go to a branch of their own, and open none, where %j', async (locked) => {
    const project = recordedApi(OPENED);
    expect(await publish(onRequest, { ...MERGE_REQUEST, locked }, project)).toEqual({
      branch: 'claude/mr-34-0f8fad5b',
      shas: [SHA],
      mergeRequest: null,
      warnings: [`Not pushed to !34: ${locked.words}.`, LEFT],
    });
    expect(pushed).toEqual(['claude/mr-34-0f8fad5b']);
    expect(project.asked).toEqual([]);
  });

  it('go to a branch of their own, and by a merge request into the source branch, where that refuses them', async () => {
    refused = ['feature/vouchers'];
    const project = recordedApi(OPENED);
    expect(await publish(onRequest, MERGE_REQUEST, project)).toEqual({
      branch: 'claude/mr-34-0f8fad5b',
      shas: [SHA],
      mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
      warnings: ['feature/vouchers could not be pushed to: git push failed: rejected'],
    });
    expect(project.asked).toEqual([
      ['POST /merge_requests', expect.objectContaining({ target_branch: 'feature/vouchers' })],
    ]);
  });

  it('open one into its source branch where that is protected', async () => {
    const locked: Lock = { why: 'protected', words: 'its source branch is protected' };
    const project = recordedApi(OPENED);
    expect(await publish(onRequest, { ...MERGE_REQUEST, locked }, project)).toEqual({
      branch: 'claude/mr-34-0f8fad5b',
      shas: [SHA],
      mergeRequest: { iid: 35, webUrl: 'https://git.test/-/35' },
      warnings: ['Not pushed to !34: its source branch is protected.'],
    });
    expect(pushed).toEqual(['claude/mr-34-0f8fad5b']);
    expect(project.asked).toEqual([
      [
        'POST /merge_requests',
        expect.objectContaining({
          source_branch: 'claude/mr-34-0f8fad5b',
          target_branch: 'feature/vouchers',
        }),
      ],
    ]);
  });

  it('stay in the artifact, with each reason, where no branch takes them', async () => {
    const locked: Lock = { why: 'protected', words: 'it is protected' };
    const project = recordedApi(OPENED);
    refused = ['claude/mr-34-0f8fad5b', 'claude/mr-34-0f8fad5b-9'];
    expect(await publish(onRequest, { ...MERGE_REQUEST, locked }, project)).toEqual({
      branch: null,
      shas: [],
      mergeRequest: null,
      warnings: ['Not pushed to !34: it is protected.', 'git push failed: rejected'],
    });
    expect(project.asked).toEqual([]);
  });

  it('from another project stay in the artifact', async () => {
    const locked: Lock = { why: 'elsewhere', words: 'it comes from another project' };
    const project = recordedApi(OPENED);
    expect(await publish(onRequest, { ...MERGE_REQUEST, locked }, project)).toEqual({
      branch: null,
      shas: [],
      mergeRequest: null,
      warnings: ['Not pushed to !34: it comes from another project.'],
    });
    expect([pushed, project.asked]).toEqual([[], []]);
  });

  it.each(['main', '-x'])('never go to a source branch %s', async (sourceBranch) => {
    const { branch, warnings } = await publish(onRequest, { ...MERGE_REQUEST, sourceBranch });
    expect(branch).toBe('claude/mr-34-0f8fad5b');
    expect(warnings[0]).toContain('a branch of this name is never pushed to');
    expect(pushed).toEqual(['claude/mr-34-0f8fad5b']);
  });
});
