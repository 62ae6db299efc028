import { describe, expect, it, vi } from 'vitest';
import { reachProject } from '../../../../ci/request/reachProject.ts';
import { readRequest, type Request } from '../../../../ci/request/readRequest.ts';
import { aPlace } from '../aPlace.ts';

const ENVIRONMENT = {
  CI_JOB_TOKEN: 'job-token',
  GITLAB_ACCESS_TOKEN: 'access-token',
  GITLAB_USER_NAME: 'Somebody',
  GITLAB_USER_EMAIL: 'riya@acme.example',
  GITLAB_USER_LOGIN: 'riya',
};
const home: Request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
const central: Request = { ...home, otherProject: 'acme/legacy', reply: 'note' };
const JOB = { '/job': { user: { id: 3, name: 'Riya', username: 'riya' } } };
const MEMBER = { access_level: 30, state: 'active', membership_state: 'active' };
const OTHER = {
  ...JOB,
  '/projects/acme%2Flegacy/members/all/3': MEMBER,
  '/projects/acme%2Flegacy': { default_branch: 'trunk', ci_config_path: 'ci.yml' },
};

async function reach(
  request: Request,
  answers: Record<string, unknown> = OTHER,
  environment: Record<string, string> = ENVIRONMENT,
  place = aPlace(),
) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    const path = url.slice('https://git.test/api/v4'.length);
    asked.push(`${path} ${JSON.stringify(headers)}`);
    return path in answers ? Response.json(answers[path]) : new Response('', { status: 404 });
  });
  return { reached: await reachProject(request, place, environment), asked };
}

describe('the pipeline’s own project', () => {
  it('is reached by the job’s token, and written to by the access token', async () => {
    const { reached, asked } = await reach(home);
    expect(reached).toMatchObject({
      place: { projectPath: 'acme/webshop' },
      fetching: { user: 'gitlab-ci-token', password: 'job-token' },
      writer: { credential: { user: 'oauth2', password: 'access-token' } },
      closed: false,
    });
    expect(asked).toEqual(['/job {"JOB-TOKEN":"job-token"}']);
    asked.length = 0;
    await reached.own.get('/pipelines');
    await reached.reader.get('/issues/1');
    await reached.writer?.project.get('/issues/1');
    await reached.writer?.server.get('/user');
    expect(asked).toEqual([
      '/projects/acme%2Fwebshop/pipelines {"JOB-TOKEN":"job-token"}',
      // Older ones give a job token less.
      '/projects/acme%2Fwebshop/pipelines {"PRIVATE-TOKEN":"access-token"}',
      '/projects/acme%2Fwebshop/issues/1 {"JOB-TOKEN":"job-token"}',
      '/projects/acme%2Fwebshop/issues/1 {"PRIVATE-TOKEN":"access-token"}',
      '/projects/acme%2Fwebshop/issues/1 {"PRIVATE-TOKEN":"access-token"}',
      '/user {"PRIVATE-TOKEN":"access-token"}',
    ]);
  });

  it('is not written to without an access token', async () => {
    const { GITLAB_ACCESS_TOKEN: _none, ...without } = ENVIRONMENT;
    expect((await reach(home, JOB, without)).reached.writer).toBeNull();
    const empty = { ...ENVIRONMENT, GITLAB_ACCESS_TOKEN: '' };
    expect((await reach(home, JOB, empty)).reached.writer).toBeNull();
  });
});

it('is not tried any further where nothing of GitLab can be reached', async () => {
  const cause = Object.assign(new Error('self-signed certificate'), {
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed', { cause })));
  await expect(reachProject(home, aPlace(), ENVIRONMENT)).rejects.toThrow(
    'no answer from GitLab: its certificate is not trusted here (self-signed certificate)',
  );
});

it('goes on where GitLab may answer the next request', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  const reached = await reachProject(home, aPlace(), ENVIRONMENT);
  expect(reached.place.asker.id).toBeNull();
});

describe('who asked', () => {
  it('is whom GitLab names, never with an address that the user does not show', async () => {
    const { reached } = await reach(home);
    const email = '3-riya@users.noreply.git.test';
    expect(reached.place.asker).toEqual({ id: 3, name: 'Riya', email });
    const user = { ...JOB['/job'].user, public_email: 'riya@acme.example' };
    const shown = await reach(home, { '/job': { user } });
    expect(shown.reached.place.asker.email).toBe('riya@acme.example');
  });

  it.each([
    {},
    { '/job': {} },
    { '/job': { user: { id: 3 } } },
    { '/job': { user: { name: 'X' } } },
  ])('is whom the environment names where GitLab tells no more than %j', async (answers) => {
    const environment = { ...ENVIRONMENT, GITLAB_USER_NAME: 'Some\nbody <x>' };
    const { reached } = await reach(home, answers, environment);
    expect(reached.place.asker).toEqual({ id: null, name: 'Somebody x', email: '' });
  });
});

describe('a job whose clone does not say where it is', () => {
  const unproved = aPlace({ unproved: true });
  const job = {
    ...JOB['/job'],
    web_url: 'https://git.test/acme/webshop/-/jobs/9',
    pipeline: { id: 77 },
  };

  it('is believed what GitLab says of it', async () => {
    const { reached } = await reach(home, { '/job': job }, ENVIRONMENT, unproved);
    expect(reached.place.projectPath).toBe('acme/webshop');
  });

  it.each([
    ['server', { ...job, web_url: 'https://evil.test/acme/webshop/-/jobs/9' }],
    ['project', { ...job, web_url: 'https://git.test/acme/other/-/jobs/9' }],
    ['pipeline', { ...job, pipeline: { id: 78 } }],
    ['address', { ...job, web_url: undefined }],
  ])('ends where GitLab names another %s', async (_what, other) => {
    await expect(reach(home, { '/job': other }, ENVIRONMENT, unproved)).rejects.toThrow(
      'do not name this job',
    );
  });

  it('ends where GitLab says nothing', async () => {
    await expect(reach(home, {}, ENVIRONMENT, unproved)).rejects.toThrow(
      'This job could not be looked up at https://git.test/api/v4: GitLab answered 404',
    );
  });
});

describe('another project, from a central runner project', () => {
  it('is worked in by the access token, and kept out of log and artifact', async () => {
    const { reached } = await reach(central);
    expect(reached).toMatchObject({
      place: {
        projectPath: 'acme/legacy',
        remoteUrl: 'https://git.test/acme/legacy.git',
        defaultBranch: 'trunk',
        ciConfigPath: 'ci.yml',
        pipelineId: 77,
      },
      fetching: { user: 'oauth2', password: 'access-token' },
      closed: true,
    });
    expect(reached.reader).toBe(reached.writer?.project);
    expect(reached.own).not.toBe(reached.reader);
  });

  it('is served openly only where the file says so', async () => {
    const open = { ...ENVIRONMENT, ASK_CLAUDE_SERVED_OPENLY: 'yes' };
    expect((await reach(central, OTHER, open)).reached.closed).toBe(false);
    const kept: Request = { ...central, reply: 'none', target: null };
    expect((await reach(kept, OTHER, open)).reached.closed).toBe(false);
    const perhaps = { ...ENVIRONMENT, ASK_CLAUDE_SERVED_OPENLY: 'true' };
    expect((await reach(central, OTHER, perhaps)).reached.closed).toBe(true);
  });

  const target = { type: 'merge_request' as const, iid: 34 };
  it.each<[string, Request]>([
    ['no reply is wanted', { ...central, reply: 'none' }],
    ['nothing was asked about', { ...central, target: null }],
    [
      'a private answer about a merge request has no place',
      { ...central, target, isPrivate: true },
    ],
  ])('is refused where %s', async (_why, request) => {
    await expect(reach(request)).rejects.toThrow('keeps answers out of its artifacts');
  });

  it.each<[string, Request]>([
    ['a private answer about an issue', { ...central, isPrivate: true }],
    ['an open answer about a merge request', { ...central, target }],
  ])('may get %s', async (_what, request) => {
    expect((await reach(request)).reached.closed).toBe(true);
  });

  it('needs an access token, and an asker', async () => {
    const without = { ...ENVIRONMENT, GITLAB_ACCESS_TOKEN: '' };
    await expect(reach(central, OTHER, without)).rejects.toThrow('There is no GITLAB_ACCESS_TOKEN');
    await expect(reach(central, {})).rejects.toThrow('did not tell who started this pipeline');
  });

  it.each([
    ['a Reporter', { ...MEMBER, access_level: 20 }],
    ['blocked', { ...MEMBER, state: 'blocked' }],
    ['only invited', { ...MEMBER, membership_state: 'awaiting' }],
    ['of no known role', { state: 'active' }],
    ['no member', undefined],
  ])('is refused to an asker who is %s', async (_what, member) => {
    const answers = { ...OTHER, '/projects/acme%2Flegacy/members/all/3': member };
    await expect(reach(central, answers)).rejects.toThrow('no Developer of the asked project');
  });

  it('is open to an asker of whose membership an older GitLab tells no state', async () => {
    const answers = {
      ...OTHER,
      '/projects/acme%2Flegacy/members/all/3': { access_level: 40, state: 'active' },
    };
    expect((await reach(central, answers)).reached.place.projectPath).toBe('acme/legacy');
  });

  it('has to have a default branch', async () => {
    const empty = { ...OTHER, '/projects/acme%2Flegacy': { default_branch: null } };
    await expect(reach(central, empty)).rejects.toThrow('has no default branch');
    const { '/projects/acme%2Flegacy': _gone, ...gone } = OTHER;
    await expect(reach(central, gone)).rejects.toThrow('The asked project: GitLab answered 404');
    const plain = { ...OTHER, '/projects/acme%2Flegacy': { default_branch: 'trunk' } };
    expect((await reach(central, plain)).reached.place.ciConfigPath).toBe('');
  });
});
