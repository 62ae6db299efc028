/** Over 250 lines: what each area of the recordings needs before it, and between two of its requests. */

import { closeIssue } from '../../sandbox/api/issueRoutes.ts';
import { type CommitAction, commitActions } from '../../sandbox/git/commitActions.ts';
import { writeRef } from '../../sandbox/git/refs.ts';
import { addDiscussion } from '../../sandbox/state/discussions.ts';
import {
  type Job,
  type MergeRequest,
  type Pipeline,
  type Position,
  nextId,
} from '../../sandbox/state/State.ts';
import { prepare as prepareMergeRequest } from '../../sandbox/api/mergeRequestRoutes.ts';
import { type Dock, addBranch, addPipeline, makeArtifacts, projectOf, userOf } from './dock.ts';
import type { Names } from './replay.ts';
import type { Recorded } from './recordings.ts';

export interface Stage {
  dock: Dock;
  names: Names;
  folder: string;
}

export interface Area {
  prepare?(stage: Stage): Promise<void> | void;
  /** Before one request, by its name: what happened meanwhile on the recorded GitLab. */
  before?(stage: Stage, recorded: Recorded): Promise<void> | void;
  /** True where CI files are really read. */
  readsCi?: boolean;
}

function name(stage: Stage, parameter: string, recorded: number, own: number): void {
  stage.names.parameters.set(`${parameter} ${recorded}`, String(own));
}

async function known(
  stage: Stage,
  project: string,
  jobs: Partial<Job>[],
  ids: { pipeline?: number; jobs?: number[] },
  options: { as?: string; ref?: string } = {},
): Promise<Pipeline> {
  const { dock } = stage;
  const pipeline = await addPipeline(
    dock,
    projectOf(dock, project),
    options.as ?? 'developer',
    jobs,
    { ref: options.ref ?? 'ask-claude' },
  );
  if (ids.pipeline !== undefined) name(stage, 'pipeline', ids.pipeline, pipeline.id);
  ids.jobs?.forEach((id, index) => name(stage, 'job', id, pipeline.jobs[index]?.id ?? 0));
  return pipeline;
}

/** The thread of a recorded id, by one user, on the merge request or the first issue. */
function thread(
  { dock, names }: Stage,
  id: string,
  as: string,
  options: {
    where?: 'issue' | 'merge request';
    individual?: boolean;
    body?: string;
    line?: number;
  } = {},
): void {
  const { where = 'merge request', individual = false, body = 'x', line } = options;
  const cart = projectOf(dock, 'cart');
  const noteable = where === 'issue' ? cart.issues[0] : cart.mergeRequests[0];
  if (!noteable) throw new Error(`no ${where}`);
  const position = line === undefined ? null : positionAt(dock, line);
  const made = addDiscussion(
    noteable,
    { body, authorId: userOf(dock, as).id, position },
    individual,
  );
  names.texts.set(id, made.id);
}

function positionAt(dock: Dock, line: number): Position {
  return {
    base_sha: dock.shas.base,
    start_sha: dock.shas.base,
    head_sha: dock.shas.head,
    old_path: 'src/total.js',
    new_path: 'src/total.js',
    position_type: 'text',
    old_line: null,
    new_line: line,
  };
}

/** The hashes of the merge request's diff, as they were recorded. */
function diffShas({ dock, names }: Stage): void {
  names.texts.set('5e1e9c6b428e9935587208871b89f02326888180', dock.shas.base);
  names.texts.set('c0427170135c71336698d61dd3ea4f43a8a12830', dock.shas.head);
}

const REPORTERS = '912e43c3d9943b99de162a873c8b43bbc24009ba';
const RESOLVED = '76ccea0cbb80e1450959c522688cb50760ef61bf';

async function publicProject(stage: Stage): Promise<void> {
  const artifacts = await makeArtifacts(stage.folder, { 'out/a.json': '{"a":1}' });
  await known(stage, 'open', [{ artifacts }], { pipeline: 339, jobs: [205] });
}

const CANCELLED: Record<string, (stage: Stage) => Promise<void> | void> = {
  'job pending: retry': async (stage) => {
    await known(
      stage,
      'pipes',
      [{ status: 'pending' }, { status: 'created', name: 'later' }],
      {
        pipeline: 334,
        jobs: [194, 195],
      },
      { ref: 'two' },
    );
  },
  'job running: GET': async (stage) => {
    const pipeline = await known(
      stage,
      'pipes',
      [{ status: 'running' }],
      { pipeline: 335, jobs: [198] },
      { ref: 'ok' },
    );
    stage.dock.tokens.set('job token of a canceling job', pipeline.jobs[0]?.token ?? '');
  },
  'job failed: GET': async (stage) => {
    await known(
      stage,
      'pipes',
      [{ status: 'failed' }],
      { pipeline: 336, jobs: [200] },
      { ref: 'ok' },
    );
  },
  'job manual: GET': async (stage) => {
    await known(
      stage,
      'pipes',
      [{ status: 'manual' }],
      { pipeline: 337, jobs: [202] },
      { ref: 'manual' },
    );
  },
  'pipeline success: cancel': async (stage) => {
    await known(
      stage,
      'pipes',
      [{ status: 'success' }],
      { pipeline: 338, jobs: [203] },
      { ref: 'ok' },
    );
  },
};

function addDraft(stage: Stage, mergeRequest: MergeRequest, recorded: number): void {
  const id = nextId();
  (mergeRequest.drafts ??= []).push({
    id,
    authorId: userOf(stage.dock, 'developer').id,
    note: 'x',
    position: null,
    lineCode: null,
    isUnchangedLine: false,
    replyTo: null,
    resolves: false,
  });
  name(stage, 'draft', recorded, id);
}

function setNoteLimit({ dock }: Stage, limit: number): void {
  dock.sandbox.state.settings.notesPerMinute = limit;
}

/** Each area of the recordings. */
export const AREAS: Record<string, Area> = {
  artifacts: {
    async prepare(stage) {
      const artifacts = await makeArtifacts(stage.folder, { 'out/result.json': '{"a":1}' });
      const access = ['maintainer', 'none', 'developer'] as const;
      await known(
        stage,
        'pipes',
        access.map((artifactsAccess) => ({ artifacts, artifactsAccess })),
        { jobs: [175, 177, 178] },
        { ref: 'ok' },
      );
    },
  },
  'cancel-retry': {
    before: (stage, recorded) => CANCELLED[recorded.name]?.(stage),
  },
  commits: {},
  'draft-notes': {
    prepare(stage) {
      diffShas(stage);
      thread(stage, REPORTERS, 'reporter');
      thread(stage, RESOLVED, 'developer', { body: 'Why `continue`?', line: 4 });
    },
    before(stage, { name: what }) {
      const { dock } = stage;
      // The recorder took away by hand what could not be published.
      const [mergeRequest] = projectOf(dock, 'cart').mergeRequests;
      if (!mergeRequest) return;
      if (what === 'alone: an empty text: create') mergeRequest.drafts = [];
      if (what === 'delete') addDraft(stage, mergeRequest, 15);
    },
  },
  'git-http': {
    before({ dock }, { name: what }) {
      const { jobTokenProjects } = projectOf(dock, 'cart').settings;
      if (what.endsWith(': on the allow-list')) jobTokenProjects.add(7);
      else jobTokenProjects.clear();
    },
  },
  'job-token-options': {
    before({ dock }, { name: what }) {
      const cart = projectOf(dock, 'cart');
      cart.jobTokenPush = what.startsWith('pushes allowed');
    },
  },
  lint: { readsCi: true },
  'merge-requests': {
    async prepare(stage) {
      const { dock } = stage;
      dock.sandbox.state.settings.holdPreparing = true;
      const cart = projectOf(dock, 'cart');
      const numbers = Array.from({ length: 18 }, (_, index) => 1_795_860_979_710 + index);
      for (const number of numbers) {
        await addBranch(dock, cart, `mr/${number}`, { [`mr-${number}.txt`]: 'x\n' });
      }
    },
    before: mergeRequestStates,
  },
  moved: {
    async before({ dock }, { name: what }) {
      if (what !== 'tree: keyset') return;
      await addBranch(dock, projectOf(dock, 'cart'), 'main', { 'perm/x.txt': 'x\n' });
    },
  },
  notes: {
    prepare(stage) {
      diffShas(stage);
      const { dock, names } = stage;
      thread(stage, REPORTERS, 'reporter');
      thread(stage, '62dc0365d8ebdbde6f943eec524503c843118e59', 'developer');
      thread(stage, '9a528c559cac5fc9596fa2f44852f586830666d0', 'developer', {
        where: 'issue',
        body: 'Should we reject negative numbers?',
      });
      thread(stage, '1fe2a508e393a88105abe3ae9fedd60f4e2bb005', 'developer', {
        where: 'issue',
        body: 'inner thread',
      });
      thread(stage, '1be2e89226df51996c3e1658f2ee9d2dc9302d1e', 'developer', {
        where: 'issue',
        individual: true,
        body: 'single',
      });
      const [issue, , locked] = projectOf(dock, 'cart').issues;
      if (locked) locked.locked = true;
      const system = issue?.discussions.find(({ notes }) => notes[0]?.system === true);
      names.texts.set('b6db1b5d0a6711c835246d6e2e32b3fb793f63c1', system?.id ?? '');
    },
    before(stage, { name: what }) {
      const { dock } = stage;
      const [issue] = projectOf(dock, 'cart').issues;
      const authorId = userOf(dock, 'developer').id;
      const add = (id: number, body: string, internal: boolean): void => {
        const made = issue && addDiscussion(issue, { body, authorId, internal }, true);
        name(stage, 'note', id, made?.notes[0]?.id ?? 0);
      };
      if (what === 'internal note as guest') add(139, 'inner', true);
      if (what === 'change a note of the developer by maintainer') add(153, 'x', false);
    },
  },
  pages: {},
  paging: {
    async prepare(stage) {
      const { dock } = stage;
      const issue = projectOf(dock, 'other').issues[2];
      const authorId = userOf(dock, 'developer').id;
      if (!issue) return;
      for (let index = 0; index < 105; index += 1) {
        addDiscussion(issue, { body: `note ${index}`, authorId }, true);
      }
      await known(stage, 'cart', [{}, {}], {});
    },
  },
  'pipeline-create': { readsCi: true },
  'pipeline-list': {
    async prepare(stage) {
      const { names } = stage;
      const add = async (
        ref: string,
        title: string | null,
        ids: { pipeline?: number },
        status: Job['status'] = 'pending',
      ): Promise<Pipeline> => {
        const pipeline = await known(stage, 'pipes', [{ status }], ids, { ref });
        pipeline.name = title;
        pipeline.variables = [{ key: 'ASK_NAME', value: 'Ask 7f3' }];
        return pipeline;
      };
      for (let index = 0; index < 3; index += 1) await add('ok', null, {});
      const named = await add('name', 'Ask 7f3', { pipeline: 104 });
      await add('name-html', 'Ask <b>x</b> "&"', {});
      await add('name', null, {});
      await add('inputs', 'Ask abc-9', {}, 'created');
      names.texts.set('b7d1b49987cfafd69ec0b16e6d643e539a4f12a0', named.sha);
      names.texts.set('b7d1b499', named.sha.slice(0, 8));
    },
    async before(stage, { name: what }) {
      const last = projectOf(stage.dock, 'pipes').pipelines.at(-1);
      if (what === 'empty name') for (const job of last?.jobs ?? []) job.status = 'pending';
      if (what.startsWith('variables of another')) {
        await known(stage, 'pipes', [{}], { pipeline: 108 }, { ref: 'ok', as: 'maintainer' });
      }
    },
  },
  'pipeline-name': { readsCi: true },
  positions: { prepare: diffShas },
  'project-archived': {
    async prepare(stage) {
      await known(stage, 'archived2', [{}], {});
    },
  },
  'project-builds-off': {},
  'project-empty': {},
  'project-issues-off': {},
  'project-repository-off': {},
  'protected-branches': {},
  'public-project': {
    prepare: publicProject,
    before({ dock }, { name: what }) {
      const { settings } = projectOf(dock, 'open');
      settings.publicJobs = !what.startsWith('public_jobs false');
      settings.access.builds = what.startsWith('builds for members') ? 'private' : 'enabled';
    },
  },
  'rate-limits': {
    readsCi: true,
    before(stage, { name: what }) {
      const { settings } = stage.dock.sandbox.state;
      if (what.endsWith('request 1')) settings.throttle.signedOut = { requests: 3, seconds: 20 };
      if (what.startsWith('notes_create_limit')) setNoteLimit(stage, 1);
      settings.pipelinesPerMinute = what.startsWith('pipeline_limit') ? 1 : 1000;
    },
  },
  suggestions: { prepare: diffShas },
  trigger: { readsCi: true },
  'users-and-settings': {},
  'variables-role': { readsCi: true },
};

/** What GitLab's own workers did while the recorder looked on. */
async function mergeRequestStates(stage: Stage, { name: what }: Recorded): Promise<void> {
  const { dock, names } = stage;
  const cart = projectOf(dock, 'cart');
  const make = async (
    iid: number,
    branch: string,
    files: Record<string, string>,
    more: CommitAction[] = [],
  ): Promise<MergeRequest> => {
    const [first] = cart.mergeRequests;
    if (!first) throw new Error('no merge request');
    const actions = Object.entries(files).map(([path, content]): CommitAction => {
      return { action: 'create', file_path: path, content };
    });
    const made = await commitActions(
      cart.repository,
      dock.shas.base,
      'x [skip ci]',
      [...actions, ...more],
      userOf(dock, 'developer'),
    );
    if ('error' in made) throw new Error(made.error);
    await writeRef(cart.repository, `refs/heads/${branch}`, made.sha);
    const own: MergeRequest = {
      ...first,
      iid: 1000 + iid,
      id: 1000 + iid,
      title: branch,
      sourceBranch: branch,
      description: null,
      labels: [],
      sha: made.sha,
      discussions: [],
      createdAt: new Date().toISOString(),
    };
    cart.mergeRequests.push(own);
    names.parameters.set(`iid ${iid}`, String(own.iid));
    return own;
  };
  switch (what) {
    case 'diffs right after creation': {
      const large = await make(13, 'large', LARGE, [
        { action: 'chmod', file_path: 'src/total.js', execute_filemode: true },
      ]);
      large.mergeCheck = 'preparing';
      names.texts.set('bdd69b95b561dd82e34e3c0e2ddf57c2104e9016', large.sha);
      return;
    }
    case 'diffs: 130 files, page 1':
      await make(14, 'many', manyFiles());
      return;
    case 'diffs: large, collapsed, generated, binary, mode':
    case 'GET when prepared':
    case 'changes: large':
      for (const one of cart.mergeRequests) prepareMergeRequest(one);
      return;
    case 'a new merge request: states over time':
      (await make(23, 'late', { 'late.txt': 'x\n' })).mergeCheck = 'mergeable';
      return;
    case 'list: created_after':
      for (const one of cart.mergeRequests.slice(-2)) {
        one.mergeCheck = 'preparing';
        one.preparedAt = null;
      }
      return;
    case 'pipelines':
      await addMergeRequestPipeline(stage);
      return;
    case 'closes_issues':
      for (const issue of cart.issues.slice(0, 1)) {
        closeIssue(issue, userOf(dock, 'developer').id);
        issue.labels = ['bug', 'cart'];
      }
  }
}

async function addMergeRequestPipeline(stage: Stage): Promise<void> {
  const pipeline = await known(stage, 'cart', [{ status: 'skipped' }], {}, { ref: 'fix/total' });
  pipeline.source = 'merge_request_event';
}

function manyFiles(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 130 }, (_, index) => [`many/${index}.txt`, 'x\n']),
  );
}

const LARGE = {
  'big/mid.txt': `${'y'.repeat(80)}\n`.repeat(1600),
  'big/one.txt': `${'x'.repeat(80)}\n`.repeat(6000),
  'bin.dat': 'a\u0000b',
  'empty.txt': '',
  'long.txt': 'z'.repeat(150_000),
  'no-newline.txt': 'a\nb',
  'package-lock.json': '{}\n',
  'ümläut and space.txt': 'x\n',
};
