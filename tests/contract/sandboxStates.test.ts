import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import {
  addPipeline,
  fillWithDock,
  projectOf,
  removeOriginals,
  type Dock,
} from './recorded/dock.ts';
import { PLANNED } from './recorded/engine.ts';
import { headersOf } from './recorded/headers.ts';

/** What a GitLab can be in, played by the sandbox: what the recorded answers do not already hold. */

let sandbox: Sandbox;
let dock: Dock;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'states-'));
  sandbox = await startSandbox({ anthropicUrl: 'http://127.0.0.1:9', engine: PLANNED });
  dock = await fillWithDock(sandbox, folder);
  sandbox.state.settings.holdJobs = true;
});
afterAll(async () => {
  sandbox.unmodelled.length = 0;
  await sandbox.stop();
  await removeOriginals();
  await rm(folder, { recursive: true, force: true });
});

async function call(
  as: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(`${sandbox.url}/api/v4${path}`, {
    method,
    headers: { ...headersOf(dock, as), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  return {
    status: response.status,
    body: json ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

test('what is not modelled is refused aloud: an endpoint, and a parameter', async () => {
  const before = sandbox.unmodelled.length;
  expect((await call('developer', 'GET', '/projects/6/wikis')).status).toBe(501);
  expect((await call('developer', 'GET', '/projects/6/issues?weight=3')).status).toBe(501);
  expect(sandbox.unmodelled.slice(before)).toEqual([
    'GET /api/v4/projects/6/wikis: The sandbox does not model GET /projects/6/wikis.',
    'GET /api/v4/projects/6/issues: The sandbox does not model the parameter weight of GET /projects/:id/issues.',
  ]);
});

test('a sandbox that was asked what it does not model fails at its end', async () => {
  const other = await startSandbox({ anthropicUrl: 'http://127.0.0.1:9' });
  const headers = { 'private-token': other.tokens.dev };
  await fetch(`${other.url}/api/v4/projects/5/wikis`, { headers });
  await expect(other.stop()).rejects.toThrow('does not model GET /projects/5/wikis');
});

test('a Guest of a private project is told nothing of its code', async () => {
  const { body } = await call('guest', 'GET', '/projects/6');
  expect(body).not.toHaveProperty('default_branch');
  expect(body).not.toHaveProperty('ci_config_path');
  expect(body).not.toHaveProperty('readme_url');
});

test('a merge request that is being prepared has no diff until GitLab has worked it out', async () => {
  sandbox.state.settings.holdPreparing = true;
  const made = await call('developer', 'POST', '/projects/6/merge_requests', {
    source_branch: 'ask-claude',
    target_branch: 'main',
    title: 'x',
  });
  sandbox.state.settings.holdPreparing = false;
  expect(made.body).toMatchObject({
    detailed_merge_status: 'preparing',
    prepared_at: null,
    diff_refs: null,
    changes_count: null,
  });
  const { iid } = projectOf(dock, 'cart').mergeRequests.at(-1) ?? { iid: 0 };
  const diffs = await call('developer', 'GET', `/projects/6/merge_requests/${iid}/diffs`);
  expect(diffs.body).toEqual([]);
});

test('without a throttle there are no headers of one; with one they count its own period', async () => {
  expect((await call('developer', 'GET', '/user')).headers.get('ratelimit-limit')).toBeNull();
  sandbox.state.settings.throttle.signedIn = { requests: 7200, seconds: 3600 };
  const { headers } = await call('developer', 'GET', '/user');
  sandbox.state.settings.throttle.signedIn = null;
  expect(headers.get('ratelimit-limit')).toBe('120');
  expect(headers.get('ratelimit-remaining')).toBe('7199');
  expect(headers.get('ratelimit-name')).toBe('throttle_authenticated_api');
});

test('a job token of GitLab is as long as it is, and holds two dots', async () => {
  await call('developer', 'POST', '/projects/6/pipeline', { ref: 'ask-claude' });
  const token = projectOf(dock, 'cart').pipelines.at(-1)?.jobs[0]?.token ?? '';
  expect(token).toMatch(/^glcbt-[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(token).toHaveLength(758);
});

test('a job token starts no pipeline of another project that has not let it in', async () => {
  const { jobs } = await addPipeline(dock, projectOf(dock, 'other'), 'developer', [
    { status: 'running' },
  ]);
  const body = { token: jobs[0]?.token, ref: 'ask-claude' };
  expect((await call('anonymous', 'POST', '/projects/6/trigger/pipeline', body)).status).toBe(404);
  projectOf(dock, 'cart').settings.jobTokenProjects.add(7);
  const admitted = await call('anonymous', 'POST', '/projects/6/trigger/pipeline', body);
  projectOf(dock, 'cart').settings.jobTokenProjects.clear();
  expect(admitted.status).toBe(201);
});

test('a runner that knows how to cancel lets the job say so until it has ended', async () => {
  sandbox.state.settings.gracefulCancel = true;
  const pipeline = await addPipeline(dock, projectOf(dock, 'cart'), 'developer', [
    { status: 'running' },
  ]);
  await call('developer', 'POST', `/projects/6/pipelines/${pipeline.id}/cancel`);
  sandbox.state.settings.gracefulCancel = false;
  expect(pipeline.jobs[0]?.status).toBe('canceling');
});

test('an older GitLab has neither the endpoints nor the fields that came later, and no inputs', async () => {
  const { settings } = sandbox.state;
  const { version } = settings;
  settings.version = '16.11.0';
  const project = await call('maintainer', 'GET', '/projects/6');
  const diffs = await call('developer', 'GET', '/projects/6/merge_requests/1/diffs');
  const made = await call('developer', 'POST', '/projects/6/pipeline', {
    ref: 'ask-claude',
    inputs: { a: '1' },
  });
  settings.version = '16.3.0';
  const raw = await call('developer', 'GET', '/projects/6/merge_requests/1/raw_diffs');
  settings.version = version;
  expect(project.body).not.toHaveProperty('ci_pipeline_variables_minimum_override_role');
  expect(JSON.stringify(diffs.body)).not.toContain('"collapsed"');
  expect(made.status).toBe(201);
  expect(projectOf(dock, 'cart').pipelines.at(-1)?.inputs).toEqual({});
  expect(raw.status).toBe(404);
});

test('a new project of a group is seen by its members once GitLab has worked out who they are', async () => {
  const cart = projectOf(dock, 'cart');
  cart.awaitsMembers = true;
  const early = await call('developer', 'GET', '/projects/6');
  cart.awaitsMembers = false;
  const later = await call('developer', 'GET', '/projects/6');
  expect([early.status, early.body]).toEqual([404, { message: '404 Project Not Found' }]);
  expect(later.status).toBe(200);
});

test('a job whose runner does not answer is ended without it by a Maintainer, and by nobody else', async () => {
  sandbox.state.settings.gracefulCancel = true;
  const pipeline = await addPipeline(dock, projectOf(dock, 'cart'), 'developer', [
    { status: 'running' },
  ]);
  const [job] = pipeline.jobs;
  const cancel = `/projects/6/jobs/${job?.id}/cancel`;
  await call('developer', 'POST', cancel);
  await call('developer', 'POST', cancel);
  expect(job?.status).toBe('canceling');
  expect((await call('developer', 'POST', cancel, { force: true })).status).toBe(403);
  const ended = await call('maintainer', 'POST', cancel, { force: true });
  sandbox.state.settings.gracefulCancel = false;
  expect([ended.status, job?.status]).toEqual([201, 'canceled']);
});
