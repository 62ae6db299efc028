// Over 250 lines: what each endpoint is asked with stands beside who asks, to be read together.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDiscussion } from '../sandbox/state/discussions.ts';
import type { Job, Note } from '../sandbox/state/State.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import { PLANNED } from './recorded/engine.ts';
import {
  type Dock,
  addBranch,
  addJobs,
  addPipeline,
  fillWithDock,
  makeArtifacts,
  projectOf,
  removeOriginals,
  userOf,
} from './recorded/dock.ts';
import { headersOf } from './recorded/headers.ts';
import { type Cell, permissionCells, recordingsAreThere } from './recorded/recordings.ts';
import { refusalDifference } from './recorded/difference.ts';

/** The sandbox's table of permissions, held against what a real GitLab answered 44 kinds of actor. */

if (!recordingsAreThere) console.info('contract: skipped because the recorded answers are absent');

interface Asked {
  method: string;
  path: string;
  body?: object;
}

let sandbox: Sandbox;
let dock: Dock;
let folder: string;
let count = 0;

beforeAll(async () => {
  if (!recordingsAreThere) return;
  folder = await mkdtemp(join(tmpdir(), 'permissions-'));
  sandbox = await startSandbox({ anthropicUrl: 'http://127.0.0.1:9', engine: PLANNED });
  dock = await fillWithDock(sandbox, folder);
  sandbox.state.settings.holdJobs = true;
  await addJobs(dock);
});
afterAll(async () => {
  if (!recordingsAreThere) return;
  await sandbox.stop();
  await removeOriginals();
  await rm(folder, { recursive: true, force: true });
});

async function endedJob(change: Partial<Job> = {}): Promise<{ pipeline: number; job: number }> {
  const pipeline = await addPipeline(dock, projectOf(dock, 'cart'), 'developer', [change]);
  return { pipeline: pipeline.id, job: pipeline.jobs[0]?.id ?? 0 };
}

function thread(noteable: 'issue' | 'merge request', as: string): { id: string; note: Note } {
  const cart = projectOf(dock, 'cart');
  const [where] = noteable === 'issue' ? cart.issues : cart.mergeRequests;
  if (!where) throw new Error(`no ${noteable}`);
  const made = addDiscussion(where, { body: 'x', authorId: userOf(dock, as).id }, false);
  const [note] = made.notes;
  if (!note) throw new Error('no note');
  return { id: made.id, note };
}

/** The user behind an actor, as far as notes of their own go. */
function authorOf(actor: string): string {
  const role = /\b(owner|maintainer|developer|reporter|planner|root)\b/.exec(actor)?.[1];
  return role !== undefined && !actor.includes('token') ? role : 'developer';
}

const P = '/projects/6';
const ISSUE = `${P}/issues/1`;
const MR = `${P}/merge_requests/1`;
const get = (path: string): Asked => ({ method: 'GET', path });
const post = (path: string, body: object = {}): Asked => ({ method: 'POST', path, body });
const put = (path: string, body: object): Asked => ({ method: 'PUT', path, body });

/** What each recorded endpoint is here, made ready for one actor. */
async function ask(endpoint: string, actor: string): Promise<Asked> {
  count += 1;
  const cart = projectOf(dock, 'cart');
  const branch = `new/${count}`;
  const commit = (name: string, start?: string) =>
    post(`${P}/repository/commits`, {
      branch: name,
      ...(start === undefined ? {} : { start_branch: start }),
      commit_message: 'x [skip ci]',
      actions: [{ action: 'create', file_path: `x${count}`, content: 'x' }],
    });
  switch (endpoint) {
    case 'GET /projects/:path':
      return get('/projects/dock%2Fcart');
    case 'GET /projects/:id/members/all/:user_id':
      return get(`${P}/members/all/${userOf(dock, 'developer').id}`);
    case 'GET /projects/:id/repository/compare':
      return get(`${P}/repository/compare?from=main&to=fix/total`);
    case 'GET /projects/:id/issues?search':
      return get(`${P}/issues?search=x`);
    case 'GET /projects/:id/merge_requests?search':
      return get(`${P}/merge_requests?search=x`);
    case 'GET /projects/:id/issues/:iid (confidential)':
      return get(`${P}/issues/2`);
    case 'GET /projects/:id/pipelines?name':
      return get(`${P}/pipelines?name=x`);
    case 'GET /groups/:path/variables':
      return get('/groups/dock/variables');
    case 'GET /runners/:id':
      return get('/runners/3');
    case 'GET /projects/:id/merge_requests/:iid/discussions/:discussion_id':
      return get(`${MR}/discussions/${thread('merge request', 'developer').id}`);
    case 'GET /projects/:id/jobs/:job_id/artifacts/:path': {
      const artifacts = await makeArtifacts(folder, { 'out/a.json': '{}' });
      return get(`${P}/jobs/${(await endedJob({ artifacts })).job}/artifacts/out/a.json`);
    }
    case 'POST /projects/:id/ci/lint':
      return post(`${P}/ci/lint`, { content: 'test: { script: [date] }\n' });
    case 'POST /projects/:id/issues/:iid/notes':
      return post(`${ISSUE}/notes`, { body: 'x' });
    case 'POST /projects/:id/issues/:iid/notes (internal)':
      return post(`${ISSUE}/notes`, { body: 'x', internal: true });
    case 'POST /projects/:id/issues/:iid/discussions/:discussion_id/notes':
      return post(`${ISSUE}/discussions/${thread('issue', 'developer').id}/notes`, { body: 'x' });
    case 'POST /projects/:id/merge_requests/:iid/notes':
      return post(`${MR}/notes`, { body: 'x' });
    case 'POST /projects/:id/merge_requests/:iid/notes (internal)':
      return post(`${MR}/notes`, { body: 'x', internal: true });
    case 'POST /projects/:id/merge_requests/:iid/discussions':
      return post(`${MR}/discussions`, { body: 'x' });
    case 'POST /projects/:id/merge_requests/:iid/discussions/:discussion_id/notes': {
      const { id } = thread('merge request', 'developer');
      return post(`${MR}/discussions/${id}/notes`, { body: 'x' });
    }
    case 'PUT /projects/:id/merge_requests/:iid/notes/:note_id (a note of its own, else of the developer)':
      return put(`${MR}/notes/${ownNote(actor)}`, { body: 'y' });
    case 'PUT /projects/:id/merge_requests/:iid/notes/:note_id (of the reporter)':
      return put(`${MR}/notes/${thread('merge request', 'reporter').note.id}`, { body: 'y' });
    case 'PUT /projects/:id/merge_requests/:iid/discussions/:discussion_id?resolved': {
      // The thread was the reporter's own.
      const { id } = thread('merge request', 'reporter');
      return put(`${MR}/discussions/${id}`, { resolved: true });
    }
    case 'POST /projects/:id/merge_requests/:iid/draft_notes':
      return post(`${MR}/draft_notes`, { note: 'x' });
    case 'POST /projects/:id/merge_requests/:iid/draft_notes/bulk_publish':
      return post(`${MR}/draft_notes/bulk_publish`);
    case 'POST /projects/:id/repository/commits (new branch)':
      return commit(branch, 'main');
    case 'POST /projects/:id/repository/commits (default branch, protected)':
      return commit('main');
    case 'POST /projects/:id/merge_requests':
      await addBranch(dock, cart, branch, { 'n.txt': branch });
      return post(`${P}/merge_requests`, {
        source_branch: branch,
        target_branch: 'main',
        title: 'x',
      });
    case 'POST /projects/:id/pipeline (unprotected branch)':
      return post(`${P}/pipeline`, { ref: 'ask-claude' });
    case 'POST /projects/:id/pipeline (unprotected branch, variables)':
      return post(`${P}/pipeline`, { ref: 'ask-claude', variables: [{ key: 'A', value: 'x' }] });
    case 'POST /projects/:id/pipeline (default branch, protected)':
      return post(`${P}/pipeline`, { ref: 'main' });
    case 'POST /projects/:id/pipelines/:pipeline_id/cancel':
      return post(`${P}/pipelines/${(await endedJob()).pipeline}/cancel`);
    case 'POST /projects/:id/jobs/:job_id/retry':
      return post(`${P}/jobs/${(await endedJob()).job}/retry`);
    case 'POST /projects/:id/protected_branches':
      return post(`${P}/protected_branches`, { name: branch });
    case 'DELETE /projects/:id/protected_branches/:name':
      cart.protectedBranches.push({
        id: count,
        name: `old-${count}`,
        pushLevel: 40,
        mergeLevel: 40,
      });
      return { method: 'DELETE', path: `${P}/protected_branches/old-${count}` };
    case 'PUT /projects/:id (variables role, unchanged)':
      return put(P, { ci_pipeline_variables_minimum_override_role: cart.variablesRole });
    default:
      return plain(endpoint);
  }
}

function ownNote(actor: string): number {
  const bot = sandbox.state.users.find(({ name }) => name === actor);
  const { note } = thread('merge request', authorOf(actor));
  if (bot) note.authorId = bot.id;
  return note.id;
}

let known: { pipeline: number; job: number } | undefined;

async function plain(endpoint: string): Promise<Asked> {
  known ??= await endedJob();
  const [method = '', path = ''] = endpoint.split(' ');
  return {
    method,
    path: path
      .replace(':id', '6')
      .replace(':branch', 'ask-claude')
      .replace('files/:path', 'files/CLAUDE.md')
      .replace(':sha', dock.shas.head)
      .replace(':iid', '1')
      .replace(':pipeline_id', String(known.pipeline))
      .replace(':job_id', String(known.job)),
  };
}

async function answer(asked: Asked, actor: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/api/v4${asked.path}`, {
    method: asked.method,
    headers: { ...headersOf(dock, actor), 'content-type': 'application/json' },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
  return { status: response.status, body: parsed(await response.text()) };
}

/** GitLab calls a raw diff JSON too, so the text tells what it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function difference(endpoint: string, actor: string, cell: Cell): Promise<string | null> {
  const got = await answer(await ask(endpoint, actor), actor);
  if (got.status !== cell.status) {
    return `${endpoint} as ${actor}: ${got.status}, GitLab ${cell.status} ${JSON.stringify(cell.answer ?? '')} (got ${JSON.stringify(got.body).slice(0, 120)})`;
  }
  if (cell.answer === undefined || cell.answer === null) return null;
  const why = refusalDifference(cell.answer, got.body, sandbox.url);
  return why === null ? null : `${endpoint} as ${actor}: ${why}`;
}

describe.runIf(recordingsAreThere)('who may do what', () => {
  test('is in every cell as on a real GitLab', async () => {
    const differences: string[] = [];
    let cells = 0;
    for (const row of permissionCells()) {
      for (const [actor, cell] of Object.entries(row.cells)) {
        cells += 1;
        const why = await difference(row.endpoint, actor, cell);
        if (why !== null) differences.push(why);
      }
    }
    console.info(
      `permissions: ${cells} cells, ${cells - differences.length} the same, 0 not modelled`,
    );
    expect(differences).toEqual([]);
  });
});
