import { expect, it } from 'vitest';
import type { GitlabApi } from '../../../ci/gitlabApi.ts';
import { publishChanges } from '../../../ci/publishChanges.ts';
import { readRequest } from '../../../ci/readRequest.ts';

it('pushes nothing for a merge request from another project', async () => {
  const asked: string[] = [];
  const record = async (path: string) => {
    asked.push(path);
    return { ok: true as const, body: {} };
  };
  const project: GitlabApi = { get: record, post: record, put: record };
  const published = await publishChanges(
    readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' }),
    {
      repository: { gitFolder: '/nonexistent', tree: '/nonexistent' },
      base: 'a'.repeat(40),
      rules: null,
      mergeRequest: {
        iid: 34,
        webUrl: '',
        sourceBranch: 'main',
        targetBranch: 'main',
        locked: 'it comes from another project',
      },
    },
    'b'.repeat(40),
    {
      serverUrl: 'https://git.test',
      apiUrl: 'https://git.test/api/v4',
      projectPath: 'acme/webshop',
      remoteUrl: 'https://git.test/acme/webshop.git',
      defaultBranch: 'main',
      ciConfigPath: '',
      pipelineId: 1,
      pipelineUrl: '',
      jobId: '2',
      jobUrl: '',
      projectFolder: '/nonexistent',
      asker: { name: '', email: '' },
    },
    { project, credential: { user: 'oauth2', password: 'token' } },
    { title: '', description: '' },
  );
  expect(published).toEqual({
    branch: null,
    mergeRequest: null,
    warnings: ['Not pushed to !34: it comes from another project.'],
  });
  expect(asked).toEqual([]);
});
