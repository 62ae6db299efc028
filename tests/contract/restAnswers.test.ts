import type { ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PipelinePlan } from '../sandbox/ci/types.ts';
import { skipUnless } from '../skipUnless.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import {
  NO_SCHEMAS,
  VERSIONS,
  namedProperties,
  openApiSchema,
  restSchema,
  schemasAreThere,
} from './gitlabSchemas.ts';

/** The sandbox's answers, held against GitLab's own schemas. */

const PLAN: PipelinePlan = {
  name: 'Ask Claude issue/12 0b5f2c1e-0000-4000-8000-000000000000',
  stages: ['test'],
  jobs: [
    { name: 'claude', stage: 'test', allowFailure: true, when: 'on_success', resourceGroup: null },
  ],
};

/** GitLab documents some lists by their items alone. */
function listed(schema: unknown): boolean {
  return JSON.stringify(schema).startsWith('{"type":["array"');
}

function mistakes(validate: ValidateFunction): string[] {
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** Gives #12 a milestone, and links in both directions. */
function linkIssues({ state, project }: Sandbox): void {
  const [cart] = project('acme/webshop').issues;
  if (cart) cart.milestone = { id: 71, iid: 1, title: 'Autumn', dueDate: '2026-12-01' };
  const createdAt = new Date().toISOString();
  const cartIssue = { projectId: 5, iid: 12 };
  state.issueLinks.push(
    { id: 81, source: cartIssue, target: { projectId: 5, iid: 14 }, type: 'blocks', createdAt },
    { id: 82, source: { projectId: 5, iid: 13 }, target: cartIssue, type: 'relates_to', createdAt },
  );
}

describe('answers of the sandbox', () => {
  skipUnless(schemasAreThere, NO_SCHEMAS);
  let sandbox: Sandbox;
  let pipelineId: number;
  let jobId: number;

  beforeAll(async () => {
    sandbox = await startSandbox({
      anthropicUrl: 'http://127.0.0.1:9',
      scale: { threads: 3, files: 3, bytes: 3_000 },
      engine: {
        planPipeline: () => Promise.resolve(PLAN),
        runPipeline: (_request, _plan, hooks) => {
          hooks.onStatus('claude', 'running');
          hooks.onLog('claude', 'Job succeeded\n');
          hooks.onStatus('claude', 'success');
          return Promise.resolve();
        },
      },
    });
    const made = await post('/projects/5/pipeline', {
      ref: 'ask-claude',
      variables: [{ key: 'AI_FLOW_INPUT', value: 'hi', variable_type: 'env_var' }],
    });
    if (made.status !== 201) throw new Error(`no pipeline: ${JSON.stringify(made.body)}`);
    const pipeline = sandbox.pipelines('acme/webshop').at(-1);
    pipelineId = pipeline?.id ?? 0;
    jobId = pipeline?.jobs[0]?.id ?? 0;
    await pipeline?.finished;
    linkIssues(sandbox);
    // GitLab's schema of a job knows a runner only as it was years ago.
    sandbox.project('acme/webshop').settings.runners = [];
  });
  afterAll(() => sandbox.stop());

  async function get(path: string): Promise<unknown> {
    const response = await fetch(`${sandbox.url}/api/v4${fill(path)}`, {
      headers: { 'private-token': sandbox.tokens.mia },
    });
    expect(response.status).toBe(200);
    // GitLab's document calls these two texts; GitLab answers with numbers.
    return JSON.parse((await response.text()).replaceAll('"followers":0,"following":0,', ''));
  }

  async function post(path: string, body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${sandbox.url}/api/v4${fill(path)}`, {
      method: 'POST',
      headers: { 'private-token': sandbox.tokens.mia, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  function fill(path: string): string {
    return path.replace('PIPELINE', String(pipelineId)).replace('JOB', String(jobId));
  }

  describe.each(VERSIONS)("fit GitLab %s's own JSON schemas", (version) => {
    test.each([
      ['/projects/5/repository/branches/ask-claude', 'branch'],
      ['/projects/5/repository/branches', 'branches'],
      ['/projects/5/issues/12', 'issue'],
      ['/projects/5/issues', 'issues'],
      ['/projects/5/issues/12/links', 'related_issues'],
      ['/projects/5/issues/12/closed_by', 'merge_requests'],
      ['/projects/5/issues/12/related_merge_requests', 'merge_requests'],
      ['/projects/5/merge_requests/500/closes_issues', 'issues'],
      ['/projects/5/members/all', 'members'],
      ['/projects/5/issues/12/notes', 'notes'],
      ['/projects/5/merge_requests/34', 'merge_request'],
      ['/projects/5/merge_requests?state=opened', 'merge_requests'],
      ['/projects/5/merge_requests/34/commits', 'commits'],
      ['/projects/5/pipelines', 'pipelines'],
      ['/projects/5/pipelines/PIPELINE', 'pipeline/detail'],
      ['/projects/5/jobs/JOB', 'job'],
      ['/metadata', 'metadata'],
    ])('%s', async (path, name) => {
      const validate = restSchema(version, name);
      validate(await get(path));
      expect(mistakes(validate)).toEqual([]);
    });

    test('the answer to a new pipeline, which has no name yet', async () => {
      const { body } = await post('/projects/5/pipeline', { ref: 'ask-claude' });
      const validate = restSchema(version, 'pipeline');
      validate(body);
      expect(mistakes(validate)).toEqual([]);
      expect(body).not.toHaveProperty('name');
    });
  });

  describe("fit GitLab 19.3's OpenAPI document", () => {
    const project = '/api/v4/projects/{id}';
    test.each([
      ['/user', '/api/v4/user'],
      ['/version', '/api/v4/version'],
      ['/personal_access_tokens/self', '/api/v4/personal_access_tokens/self'],
      ['/projects/5', project],
      ['/projects/5/pipelines', `${project}/pipelines`],
      ['/projects/5/pipelines/PIPELINE', `${project}/pipelines/{pipeline_id}`],
      ['/projects/5/pipelines/PIPELINE/jobs', `${project}/pipelines/{pipeline_id}/jobs`],
      [
        '/projects/5/pipelines/PIPELINE/jobs?scope=failed',
        `${project}/pipelines/{pipeline_id}/jobs`,
      ],
      [
        '/projects/5/merge_requests/500/pipelines',
        `${project}/merge_requests/{merge_request_iid}/pipelines`,
      ],
      ['/projects/5/members/all?user_ids[]=7', `${project}/members/all`],
      ['/projects/5/pipelines/PIPELINE/variables', `${project}/pipelines/{pipeline_id}/variables`],
      ['/projects/5/issues/12/discussions', `${project}/issues/{noteable_id}/discussions`],
      [
        '/projects/5/merge_requests/34/discussions',
        `${project}/merge_requests/{noteable_id}/discussions`,
      ],
      ['/projects/5/merge_requests/34/notes', `${project}/merge_requests/{noteable_id}/notes`],
      [
        '/projects/5/merge_requests/34/diffs',
        `${project}/merge_requests/{merge_request_iid}/diffs`,
      ],
      [
        '/projects/5/merge_requests/34/commits',
        `${project}/merge_requests/{merge_request_iid}/commits`,
      ],
      [
        '/projects/5/merge_requests/34/pipelines',
        `${project}/merge_requests/{merge_request_iid}/pipelines`,
      ],
      ['/projects/5/ci/lint?include_jobs=true', `${project}/ci/lint`],
      ['/projects/5/variables', `${project}/variables`],
      ['/projects/5/repository/tree', `${project}/repository/tree`],
      ['/projects/5/repository/commits', `${project}/repository/commits`],
      ['/projects/5/members/all', `${project}/members/all`],
    ])('%s', async (path, documented) => {
      const validate = openApiSchema(documented, 'get', 200);
      expect(namedProperties(validate.schema)).toBeGreaterThan(0);
      const answer = await get(path);
      // GitLab documents some lists by their items alone.
      const items = Array.isArray(answer) && !listed(validate.schema) ? answer : [answer];
      for (const item of items) {
        validate(item);
        expect(mistakes(validate)).toEqual([]);
      }
    });
  });
});
