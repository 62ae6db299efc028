import { spawn } from 'node:child_process';
import { timingSafeEqual } from 'node:crypto';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SandboxContext } from '../api/Env.ts';
import { findProject, jobActor, validToken } from '../api/authenticate.ts';
import { AccessLevel, type Project, type User, accessLevel, userById } from '../state/State.ts';
import type { World } from '../World.ts';
import { afterPush } from './afterPush.ts';
import { GIT_ENVIRONMENT, branchHeads } from './git.ts';
import { branchRights } from './protection.ts';

interface GitUser {
  user: User;
  /** Reads and writes are granted apart: a job token may only read unless the project says so. */
  canPush: boolean;
  byJob: boolean;
}

function gitUser(world: World, project: Project, authorization: string): GitUser | null {
  const encoded = /^Basic (.+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const name = pair.slice(0, colon);
  const password = pair.slice(colon + 1);
  if (same(name, 'gitlab-ci-token')) {
    const actor = jobActor(world, password);
    if (!actor || actor.project !== project) return null;
    return { user: actor.user, canPush: project.jobTokenPush, byJob: true };
  }
  const token = validToken(world, password);
  if (!token) return null;
  const scopes = new Set(token.scopes);
  if (!scopes.has('api') && !scopes.has('read_repository') && !scopes.has('write_repository')) {
    return null;
  }
  return {
    user: userById(world.state, token.userId),
    canPush: scopes.has('api') || scopes.has('write_repository'),
    byJob: false,
  };
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Serves `/<path>.git/…` through `git http-backend`. */
export async function gitHttp(
  world: World,
  c: SandboxContext,
  path: string,
  rest: string,
): Promise<Response> {
  const project = findProject(world, path);
  const who = project && gitUser(world, project, c.req.header('authorization') ?? '');
  if (!project || !who) {
    return c.text('HTTP Basic: Access denied', 401, {
      'www-authenticate': 'Basic realm="GitLab"',
    });
  }
  const access = accessLevel(project, who.user);
  if (access < AccessLevel.reporter) return c.text('The project could not be found', 404);
  const service = c.req.query('service') ?? rest;
  const pushes = service.endsWith('git-receive-pack');
  if (pushes && (!who.canPush || access < AccessLevel.developer)) {
    return c.text('You are not allowed to push code to this project.', 403);
  }
  if (!pushes || c.req.method !== 'POST') return backend(c, project, who, rest);
  return world.lock(project.repository, async () => {
    const before = await branchHeads(project.repository);
    // The push ends when its consequences are there, which makes them easy to wait for. A job token's starts no pipeline.
    return backend(c, project, who, rest, () =>
      afterPush(world, project, who.user, before, { pipelines: !who.byJob }),
    );
  });
}

/** Patterns of the protected branches that this user may not push to. */
function denied(project: Project, user: User): string {
  return project.protectedBranches
    .filter(({ name }) => !branchRights(project, name, user).canPush)
    .map(({ name }) => name)
    .join(' ');
}

function backend(
  c: SandboxContext,
  project: Project,
  who: GitUser,
  rest: string,
  beforeEnd: () => Promise<void> = () => Promise.resolve(),
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const header = (name: string): string => c.req.header(name) ?? '';
  const child = spawn('git', ['http-backend'], {
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: project.repository,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      PATH_INFO: `/${rest}`,
      QUERY_STRING: new URL(c.req.url).search.slice(1),
      REQUEST_METHOD: c.req.method,
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      REMOTE_USER: who.user.username,
      SANDBOX_DENIED: denied(project, who.user),
    },
  });
  incoming.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    let started = false;
    child.on('error', reject);
    child.stderr.resume();
    child.stdout.on('data', (chunk: Buffer) => {
      if (started) {
        outgoing.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      started = true;
      writeHead(outgoing, head.subarray(0, end).toString('latin1'));
      outgoing.write(head.subarray(end + 4));
    });
    child.on('close', () => {
      if (!started) outgoing.writeHead(500);
      beforeEnd()
        .finally(() => outgoing.end())
        .then(() => resolve(RESPONSE_ALREADY_SENT), reject);
    });
  });
}

/** CGI's header block becomes the answer's. */
function writeHead(outgoing: SandboxContext['env']['outgoing'], block: string): void {
  let status = 200;
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else outgoing.setHeader(name, value);
  }
  outgoing.writeHead(status);
}
