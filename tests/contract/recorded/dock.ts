/** Over 250 lines: the world in which the answers were recorded, project by project. */

import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sandbox } from '../../sandbox/startSandbox.ts';
import { readCommitId } from '../../sandbox/git/objects.ts';
import { writeRef } from '../../sandbox/git/refs.ts';
import { importCommits, makeRepository, type SeedCommit } from '../../sandbox/seed/fastImport.ts';
import { makeToken } from '../../sandbox/seed/people.ts';
import { addDiscussion } from '../../sandbox/state/discussions.ts';
import { type Runner, usualSettings } from '../../sandbox/state/ProjectSettings.ts';
import {
  AccessLevel,
  type Issue,
  type Job,
  type MergeRequest,
  type Pipeline,
  type Project,
  type Scope,
  type User,
  nextId,
} from '../../sandbox/state/State.ts';
import { CI_FILES } from './ciFiles.ts';

/** What a test needs of the made-up world. */
export interface Dock {
  sandbox: Sandbox;
  users: Record<string, User>;
  projects: Record<string, Project>;
  /** Values of tokens by actor. */
  tokens: Map<string, string>;
  /** Heads of the merge request's commits, by their recorded names. */
  shas: { base: string; head: string };
}

const ROLES: Record<string, number> = {
  owner: AccessLevel.owner,
  maintainer: AccessLevel.maintainer,
  developer: AccessLevel.developer,
  reporter: AccessLevel.reporter,
  planner: AccessLevel.planner,
  guest: AccessLevel.guest,
};

const NAMES =
  'root owner maintainer developer reporter guest planner stranger blocked deactivated expiredpass external twofactor rec_noterms'.split(
    ' ',
  );

function makeUsers(): Record<string, User> {
  const users = Object.fromEntries(
    NAMES.map((username, index): [string, User] => [
      username,
      {
        id: index + 1,
        username,
        name: `${username} Person`,
        email: `${username}@example.test`,
        bot: false,
        state: 'active',
      },
    ]),
  );
  const set = (name: string, change: Partial<User>): void => {
    Object.assign(users[name] ?? {}, change);
  };
  set('root', { admin: true });
  set('blocked', { state: 'blocked' });
  set('deactivated', { state: 'deactivated' });
  set('expiredpass', { state: 'password expired' });
  set('external', { state: 'banned' });
  set('rec_noterms', { state: 'terms not accepted' });
  return users;
}

const RUNNER: Runner = {
  id: 3,
  description: 'recorder',
  type: 'project_type',
  online: true,
  paused: false,
  tags: ['rec'],
  runUntagged: false,
  protected: false,
};

interface ProjectOptions {
  id: number;
  path: string;
  namespace?: { name: string; path: string };
  files?: Record<string, string>;
  branches?: Record<string, Record<string, string | null>>;
  change?: (project: Project) => void;
}

const OK = 'default: { tags: [rec] }\ntest: { script: [date] }\n';
const AT = 1_795_859_800;

/** Each repository as it was made first, by what went into it. */
const originals = new Map<string, Promise<string>>();

/** Makes a repository, or copies one with the same commits: no git runs for it then. */
async function copyRepository(folder: string, commits: SeedCommit[]): Promise<void> {
  const key = JSON.stringify(commits);
  const original = originals.get(key) ?? makeOriginal(commits);
  originals.set(key, original);
  await cp(await original, folder, { recursive: true });
}

/** Removes what copies were made from; whoever fills a sandbox does this at the end. */
export async function removeOriginals(): Promise<void> {
  const folders = await Promise.all(originals.values());
  originals.clear();
  for (const folder of folders) await rm(dirname(folder), { recursive: true, force: true });
}

async function makeOriginal(commits: SeedCommit[]): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'dock-')), 'original.git');
  await makeRepository(folder, commits);
  return folder;
}

/** Makes one project of the group: `main` protected as GitLab does, a branch `ask-claude` that is not. */
async function makeProject(
  folder: string,
  users: Record<string, User>,
  options: ProjectOptions,
): Promise<Project> {
  const repository = join(folder, `${options.path}.git`);
  const author = users['maintainer'] ?? { name: '', email: '' };
  const namespace = options.namespace ?? { name: 'Dock', path: 'dock' };
  const commit = { author, at: AT };
  const branches = Object.entries(options.branches ?? {});
  await copyRepository(
    repository,
    options.files
      ? [
          {
            ...commit,
            ref: 'refs/heads/main',
            message: 'Initial commit\n',
            parent: null,
            files: { 'README.md': `# ${options.path}\n` },
          },
          {
            ...commit,
            ref: 'refs/heads/main',
            message: 'Add the cart\n\n[skip ci]',
            parent: 0,
            files: options.files,
          },
          ...branches.map(([name, files]) => ({
            ...commit,
            ref: `refs/heads/${name}`,
            message: 'Skip free lines\n',
            parent: 1,
            files,
          })),
        ]
      : [],
  );
  const members = NAMES.filter((name) => !['root', 'stranger'].includes(name)).map(
    (name): [number, number] => [users[name]?.id ?? 0, ROLES[name] ?? AccessLevel.developer],
  );
  const project: Project = {
    id: options.id,
    name: options.path,
    path: options.path,
    namespace: { id: 16, ...namespace },
    description: '',
    visibility: 'private',
    defaultBranch: 'main',
    repository,
    ciConfigPath: null,
    members: new Map(),
    groupMembers: new Map(members),
    protectedBranches: [
      {
        id: 1,
        name: 'main',
        pushLevel: AccessLevel.maintainer,
        mergeLevel: AccessLevel.maintainer,
      },
    ],
    variables: [{ key: 'SECRET', value: 'x' }],
    variablesRole: 'developer',
    jobTokenPush: false,
    settings: { ...usualSettings(), runners: [RUNNER] },
    triggerTokens: [
      {
        id: 1,
        token: `glptt-of-maintainer-${options.id}`,
        ownerId: users['maintainer']?.id ?? 0,
        description: 'x',
      },
      {
        id: 2,
        token: `glptt-of-owner-${options.id}`,
        ownerId: users['owner']?.id ?? 0,
        description: 'x',
      },
    ],
    labels: [
      { id: 3, name: 'bug', color: '#ff0000' },
      { id: 4, name: 'cart', color: '#00ff00' },
    ],
    issues: [],
    mergeRequests: [],
    pipelines: [],
    createdAt: '2026-11-28T09:56:00.000Z',
  };
  options.change?.(project);
  return project;
}

const TAX = `// rates\n${Array.from(
  { length: 60 },
  (_, index) => `export const rate${index + 1} = ${index + 1};\n`,
).join('')}`;
const TOTAL = `export function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line.price * line.quantity;
  return sum;
}

export const empty = [];
`;
const FREE = `export function total(lines) {
  let sum = 0;
  for (const line of lines) {
    if (line.quantity === 0) continue;
    sum += line.price * line.quantity;
  }
  return sum;
}

export const empty = [];
`;

const CART_FILES = {
  'CLAUDE.md': 'Be kind.\n',
  '.gitlab-ci.yml': OK,
  'src/total.js': TOTAL,
  'src/old.js': 'export const gone = 1;\nexport const away = 2;\n',
  'src/tax.js': TAX,
};

const FIX = {
  'src/new.js': 'export const one = 1;\nexport const two = 2;\n',
  'src/old.js': null,
  'src/tax.js': null,
  'src/taxes.js': TAX.replace('rate30 = 30', 'rate30 = 0.3'),
  'src/total.js': FREE,
  // A NUL makes it a binary file.
  'pixel.png': `\u0089PNG\r\n\u0000${'x'.repeat(60)}`,
};

const SKIP = { 'skip.txt': 'x\n' };

/** Fills a sandbox with the world of the recordings, in place of its own. */
export async function fillWithDock(sandbox: Sandbox, folder: string): Promise<Dock> {
  await mkdir(folder, { recursive: true });
  const users = makeUsers();
  const make = (options: ProjectOptions): Promise<Project> => makeProject(folder, users, options);
  const plain = { '.gitlab-ci.yml': OK };
  const askClaude = { 'ask-claude': SKIP };
  const list = await Promise.all([
    make({
      id: 6,
      path: 'cart',
      files: CART_FILES,
      branches: { 'fix/total': FIX, 'ask-claude': SKIP },
    }),
    make({ id: 7, path: 'other', files: plain, branches: askClaude }),
    make({
      id: 11,
      path: 'pipes',
      files: {},
      branches: CI_FILES,
    }),
    make({ id: 12, path: 'empty' }),
    make({
      id: 13,
      path: 'nobuilds',
      files: plain,
      branches: askClaude,
      change: ({ settings }) => {
        settings.access.builds = 'disabled';
      },
    }),
    make({
      id: 14,
      path: 'after-rename',
      files: plain,
      branches: askClaude,
      change: (project) => {
        project.formerPaths = ['dock/before-rename'];
      },
    }),
    make({
      id: 15,
      path: 'open',
      namespace: { name: 'Quayside', path: 'quayside' },
      files: plain,
      branches: askClaude,
      change: (project) => {
        project.visibility = 'public';
      },
    }),
    make({
      id: 16,
      path: 'with.dot',
      namespace: { name: 'Inner', path: 'dock/inner.works' },
      files: plain,
    }),
    make({
      id: 18,
      path: 'norepo',
      files: plain,
      branches: askClaude,
      change: ({ settings }) => {
        settings.access.repository = 'disabled';
      },
    }),
    make({
      id: 20,
      path: 'noissues',
      files: plain,
      change: ({ settings }) => {
        settings.access.issues = 'disabled';
      },
    }),
    make({
      id: 21,
      path: 'archived2',
      files: plain,
      branches: askClaude,
      change: ({ settings }) => {
        settings.archived = true;
      },
    }),
  ]);
  const projects = Object.fromEntries(list.map((project) => [project.path, project]));
  const { state } = sandbox;
  Object.assign(state, {
    users: Object.values(users),
    tokens: [],
    deployTokens: ['gldt-cart'],
    projects: list,
    groups: new Map([['dock', { ownerId: users['owner']?.id ?? 0, variables: [] }]]),
    issueLinks: [],
  });
  Object.assign(state.settings, {
    version: '18.9.0-pre',
    gracefulCancel: false,
    pipelinesPerMinute: 1000,
    notesPerMinute: 1_000_000,
    throttle: { signedOut: null, signedIn: null },
  });
  const dock: Dock = { sandbox, users, projects, tokens: new Map(), shas: { base: '', head: '' } };
  await fillCart(dock);
  addIssues(dock);
  addTokens(dock);
  return dock;
}

/** A project of the world by its last name. */
export function projectOf(dock: Dock, path: string): Project {
  const project = dock.projects[path];
  if (!project) throw new Error(`no project ${path}`);
  return project;
}

/** A user of the world. */
export function userOf(dock: Dock, name: string): User {
  const user = dock.users[name];
  if (!user) throw new Error(`no user ${name}`);
  return user;
}

async function headOf(repository: string, branch: string): Promise<string> {
  const sha = await readCommitId(repository, `refs/heads/${branch}`);
  if (!sha) throw new Error(`There is no branch ${branch}.`);
  return sha;
}

async function fillCart(dock: Dock): Promise<void> {
  const cart = projectOf(dock, 'cart');
  const { repository } = cart;
  dock.shas = {
    base: await headOf(repository, 'main'),
    head: await headOf(repository, 'fix/total'),
  };
  await writeRef(repository, 'refs/merge-requests/1/head', dock.shas.head);
  cart.mergeRequests.push(
    mergeRequest(dock, { title: 'Skip free lines', description: 'Closes #1', labels: ['bug'] }),
  );
}

function mergeRequest(dock: Dock, change: Partial<MergeRequest>): MergeRequest {
  const now = '2026-11-28T09:57:06.629Z';
  return {
    kind: 'merge_request',
    id: nextId(),
    iid: 1,
    title: '',
    description: null,
    state: 'opened',
    draft: false,
    labels: [],
    authorId: userOf(dock, 'developer').id,
    assigneeIds: [],
    reviewerIds: [],
    sourceBranch: 'fix/total',
    targetBranch: 'main',
    sha: dock.shas.head,
    mergeCheck: 'unchecked',
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: now,
    updatedAt: now,
    discussions: [],
    ...change,
  };
}

function issue(dock: Dock, iid: number, change: Partial<Issue> = {}): Issue {
  const now = '2026-11-28T09:56:59.359Z';
  return {
    kind: 'issue',
    id: nextId(),
    iid,
    title: `Issue ${iid}`,
    description: 'A line with quantity 0 still costs.',
    state: 'opened',
    issueType: 'issue',
    labels: [],
    authorId: userOf(dock, 'reporter').id,
    assigneeIds: [],
    confidential: false,
    childIids: [],
    createdAt: now,
    updatedAt: now,
    discussions: [],
    ...change,
  };
}

/** Issues 1 (open), 2 (confidential), 3 (locked or long), 4, 5 of each project. */
function addIssues(dock: Dock): void {
  for (const project of Object.values(dock.projects)) {
    if (['nobuilds', 'empty'].includes(project.path)) continue;
    project.issues.push(
      issue(dock, 1),
      issue(dock, 2, { confidential: true, authorId: userOf(dock, 'maintainer').id }),
      issue(dock, 3),
      issue(dock, 4),
      issue(dock, 5),
    );
  }
  const [first, , , , fifth] = projectOf(dock, 'cart').issues;
  const developer = userOf(dock, 'developer').id;
  const byDeveloper = { authorId: developer };
  if (fifth) addDiscussion(fifth, { body: 'before', ...byDeveloper }, true);
  if (!first) return;
  addDiscussion(first, { body: 'before', ...byDeveloper }, false);
  for (const body of ['left unsaid', 'mentioned']) {
    addDiscussion(first, { body, ...byDeveloper, system: true }, true);
  }
}

function addTokens(dock: Dock): void {
  const { state } = dock.sandbox;
  const cart = projectOf(dock, 'cart');
  const add = (
    actor: string,
    name: string,
    scopes: Scope[],
    options: Parameters<typeof makeToken>[3] = {},
  ): void => {
    const token = makeToken(userOf(dock, name).id, actor, scopes, options);
    state.tokens.push(token);
    dock.tokens.set(actor, token.value);
  };
  for (const name of NAMES) add(name, name, ['api']);
  for (const role of ['maintainer', 'developer']) {
    for (const scope of [
      'read_api',
      'read_repository',
      'write_repository',
      'read_user',
      'ai_features',
      'self_rotate',
    ] as const) {
      add(`${role} ${scope}`, role, [scope]);
    }
  }
  add('revoked', 'developer', ['api'], { revoked: true });
  add('expired', 'developer', ['api'], { expiresAt: '2025-01-01' });
  dock.tokens.set('noterms', dock.tokens.get('rec_noterms') ?? '');
  dock.tokens.set('garbage', 'glpat-nobody-knows-this-one');
  dock.tokens.set('deploy token', 'gldt-cart');
  dock.tokens.set('trigger token', cart.triggerTokens[1]?.token ?? '');
  addBots(dock);
  addOAuth(dock);
}

function addBots(dock: Dock): void {
  const { state } = dock.sandbox;
  const cart = projectOf(dock, 'cart');
  const bots: [string, number, Scope[], boolean][] = [
    ['project token developer', AccessLevel.developer, ['api'], false],
    ['project token maintainer', AccessLevel.maintainer, ['api'], false],
    ['project token reporter', AccessLevel.reporter, ['api'], false],
    [
      'project token developer read_api+write_repository',
      AccessLevel.developer,
      ['read_api', 'write_repository'],
      false,
    ],
    ['group token developer', AccessLevel.developer, ['api'], true],
  ];
  for (const [index, [actor, level, scopes, ofGroup]] of bots.entries()) {
    const user: User = {
      id: 100 + index,
      username: `bot_${index}`,
      name: actor,
      email: `bot_${index}@example.test`,
      bot: true,
      state: 'active',
    };
    state.users.push(user);
    const token = makeToken(user.id, actor, scopes);
    state.tokens.push(token);
    dock.tokens.set(actor, token.value);
    const homes = ofGroup
      ? Object.values(dock.projects).filter(({ namespace }) => namespace.path === 'dock')
      : [cart];
    for (const home of homes) (ofGroup ? home.groupMembers : home.members)?.set(user.id, level);
  }
}

function addOAuth(dock: Dock): void {
  const add = (actor: string, name: string, scopes: Scope[], seconds: number): void => {
    const token = makeToken(userOf(dock, name).id, actor, scopes);
    token.oauth = {
      clientId: 'x',
      expiresAtMs: Date.now() + seconds * 1000,
      refresh: `refresh ${actor}`,
      previousRefresh: '',
    };
    dock.sandbox.state.tokens.push(token);
    dock.tokens.set(actor, token.value);
  };
  add('OAuth developer api', 'developer', ['api'], 7200);
  add('OAuth developer read_api', 'developer', ['read_api'], 7200);
  add('OAuth maintainer api', 'maintainer', ['api'], 7200);
  add('OAuth developer expired', 'developer', ['api'], -1);
}

/** A pipeline of one job or more, in the state that is wanted. */
export async function addPipeline(
  dock: Dock,
  project: Project,
  as: string,
  jobs: Partial<Job>[],
  { ref = 'ask-claude' }: { ref?: string } = {},
): Promise<Pipeline> {
  const repository = project.repository;
  const sha = await headOf(repository, ref);
  const now = new Date().toISOString();
  const user = userOf(dock, as);
  const pipeline: Pipeline = {
    id: nextId(),
    iid: project.pipelines.length + 1,
    projectId: project.id,
    ref,
    sha,
    beforeSha: '0'.repeat(40),
    source: 'api',
    name: null,
    userId: user.id,
    variables: [{ key: 'A', value: 'a' }],
    inputs: {},
    jobs: [],
    createdAt: now,
    updatedAt: now,
    canceledById: null,
    abort: new AbortController(),
    finished: Promise.resolve(),
  };
  pipeline.jobs = jobs.map((job) => ({ ...newJob(), ...times(job, now), ...job }));
  const planned = pipeline.jobs.map(({ name, stage }) => ({
    name,
    stage,
    allowFailure: false,
    when: 'on_success' as const,
    resourceGroup: null,
  }));
  pipeline.made = {
    request: {
      repository,
      ref,
      sha,
      ciConfigPath: '.gitlab-ci.yml',
      source: 'api',
      variables: [],
      projectVariables: [],
    },
    plan: { name: null, stages: ['test'], jobs: planned },
  };
  project.pipelines.push(pipeline);
  return pipeline;
}

function times({ status = 'success' }: Partial<Job>, now: string): Partial<Job> {
  const ran = ['running', 'success', 'failed', 'canceling'].includes(status);
  const ended = ['success', 'failed', 'canceled'].includes(status);
  return {
    startedAt: ran ? now : null,
    finishedAt: ended ? now : null,
    log: ran ? 'hello\n' : '',
    failureReason: status === 'failed' ? 'script_failure' : null,
  };
}

function newJob(): Job {
  return {
    id: nextId(),
    name: 'test',
    stage: 'test',
    status: 'success',
    allowFailure: false,
    failureReason: null,
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
    log: '',
    artifacts: null,
    tags: ['rec'],
    token: `glcbt-${crypto.randomUUID()}`,
  };
}

/** A folder with artifacts in it. */
export async function makeArtifacts(
  folder: string,
  files: Record<string, string>,
): Promise<string> {
  const root = join(folder, `artifacts-${nextId()}`);
  await mkdir(join(root, 'out'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
  return root;
}

/** Jobs that run for good, for the actors that are jobs. */
export async function addJobs(dock: Dock): Promise<void> {
  const cart = projectOf(dock, 'cart');
  const add = async (
    actor: string,
    project: Project,
    as: string,
    status: Job['status'],
  ): Promise<void> => {
    const pipeline = await addPipeline(dock, project, as, [{ status }]);
    dock.tokens.set(actor, pipeline.jobs[0]?.token ?? '');
  };
  await add('job token', cart, 'developer', 'running');
  await add('job token maintainer', cart, 'maintainer', 'running');
  await add('job token other project', projectOf(dock, 'other'), 'developer', 'running');
  await add('job token finished', cart, 'developer', 'success');
}

/** Adds a branch with one file to a project. */
export async function addBranch(
  dock: Dock,
  project: Project,
  name: string,
  files: Record<string, string | null>,
  from = 'main',
): Promise<string> {
  const parent = await headOf(project.repository, from);
  const author = userOf(dock, 'developer');
  const at = Math.round(Date.now() / 1000);
  const [sha = ''] = await importCommits(project.repository, [
    { ref: `refs/heads/${name}`, message: 'x [skip ci]', author, at, parent, files },
  ]);
  return sha;
}
