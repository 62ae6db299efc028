import { spawn } from 'node:child_process';
import { timingSafeEqual } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { HTTPException } from 'hono/http-exception';
import { canReadCode, canSee } from '../api/abilities.ts';
import type { SandboxContext } from '../api/Env.ts';
import { findProject, jobActor, validToken } from '../api/authenticate.ts';
import { AccessLevel, type Project, type User, accessLevel, userById } from '../state/State.ts';
import type { World } from '../World.ts';
import { afterPush } from './afterPush.ts';
import { GIT_ENVIRONMENT } from './git.ts';
import { readBranches } from './objects.ts';
import { branchRights } from './protection.ts';
import { pusherOf } from './pushRules.ts';

interface GitUser {
  /** Null: a visitor, or a deploy token. */
  user: User | null;
  byJob: boolean;
}

function refuseGit(
  status: 401 | 403 | 404,
  words: string,
  headers: Record<string, string> = {},
): never {
  throw new HTTPException(status, {
    res: new Response(words, {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    }),
  });
}

function denyAccess(world: World): never {
  return refuseGit(
    401,
    `HTTP Basic: Access denied. If a password was provided for Git authentication, the password was incorrect or you're required to use a token instead of a password. If a token was provided, it was either incorrect, expired, or improperly scoped. See ${world.url}/help/topics/git/troubleshooting_git.md#error-on-git-fetch-http-basic-access-denied`,
    { 'www-authenticate': 'Basic realm="GitLab"' },
  );
}

function noProject(): never {
  return refuseGit(
    404,
    "The project you were looking for could not be found or you don't have permission to view it.",
  );
}

const FETCH_SCOPES = ['api', 'read_api', 'read_repository', 'write_repository'];
const PUSH_SCOPES = ['api', 'write_repository'];

/** Who asks, and whether they may; ends the request with GitLab's words where not. */
function admit(world: World, c: SandboxContext, path: string, pushes: boolean): Admitted {
  const project = findProject(world, path, { former: true });
  const encoded = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (encoded === undefined) {
    if (pushes || project?.visibility !== 'public') return denyAccess(world);
    if (!canReadCode(project, null)) return noProject();
    return { project, who: { user: null, byJob: false } };
  }
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const name = pair.slice(0, colon);
  const password = pair.slice(colon + 1);
  if (same(name, 'gitlab-ci-token')) return admitJob(world, project, password, pushes);
  if (world.state.deployTokens.includes(password)) {
    if (!project) return noProject();
    if (pushes) return refuseGit(403, 'You are not allowed to upload code.');
    return { project, who: { user: null, byJob: false } };
  }
  const token = validToken(world, password);
  if (!token) return denyAccess(world);
  const user = userById(world.state, token.userId);
  if (!project || !canSee(project, user)) return noProject();
  const scopes = pushes ? PUSH_SCOPES : FETCH_SCOPES;
  if (!token.permissions && !token.scopes.some((scope) => scopes.includes(scope))) {
    return refuseGit(403, `You are not allowed to ${pushes ? 'upload' : 'download'} code.`);
  }
  return { project, who: checkAccess(project, { user, byJob: false }, pushes) };
}

interface Admitted {
  project: Project;
  who: GitUser;
}

function admitJob(world: World, project: Project | null, token: string, pushes: boolean): Admitted {
  const actor = jobActor(world, token);
  if (!actor) return denyAccess(world);
  if (!project || !canSee(project, actor.user)) return noProject();
  const foreign = actor.project !== project;
  if (foreign && !project.settings.jobTokenProjects.has(actor.project.id)) {
    return refuseGit(
      403,
      `Authentication by CI/CD job token not allowed from ${actor.project.path} to project #${project.id}.`,
    );
  }
  if (pushes && (foreign || !project.jobTokenPush)) return denyPush();
  return { project, who: checkAccess(project, { user: actor.user, byJob: true }, pushes) };
}

function denyPush(): never {
  return refuseGit(403, 'You are not allowed to push code to this project.');
}

function checkAccess(project: Project, who: GitUser, pushes: boolean): GitUser {
  if (project.settings.access.repository === 'disabled') return noProject();
  if (pushes && accessLevel(project, who.user) < AccessLevel.developer) return denyPush();
  if (pushes && project.settings.archived) return denyPush();
  if (!canReadCode(project, who.user)) {
    return refuseGit(403, 'You are not allowed to download code from this project.');
  }
  return who;
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Serves `/<path>.git/…` as `git http-backend` does, by the programs that it would start: two processes fewer for each request. */
export async function gitHttp(
  world: World,
  c: SandboxContext,
  path: string,
  rest: string,
): Promise<Response> {
  const service = c.req.query('service') ?? rest;
  const pushes = service.endsWith('git-receive-pack');
  const { project, who } = admit(world, c, path, pushes);
  if (!pushes || c.req.method !== 'POST') return backend(world, c, project, who, rest);
  return world.lock(project.repository, async () => {
    const before = await readBranches(project.repository);
    const { user } = who;
    if (user === null) return denyPush();
    // The push ends when its consequences are there, which makes them easy to wait for. A job token's starts no pipeline.
    return backend(world, c, project, who, rest, () =>
      afterPush(world, project, user, before, { pipelines: !who.byJob }),
    );
  });
}

/** What the hook needs to judge a push by the project's rules; nothing where it has none. */
function ruling(world: World, project: Project, user: User | null): Record<string, string> {
  const rule = project.settings.pushRule;
  if (rule === null || user === null) return {};
  return {
    SANDBOX_RULES: JSON.stringify({ rule, pusher: pusherOf(world, project, user) }),
    SANDBOX_NODE: process.execPath,
    SANDBOX_JUDGE: fileURLToPath(new URL('pushRules.ts', import.meta.url)),
  };
}

/** Patterns of the protected branches that this user may not push to. */
function denied(project: Project, user: User | null): string {
  return project.protectedBranches
    .filter(({ name }) => !branchRights(project, name, user).canPush)
    .map(({ name }) => name)
    .join(' ');
}

function backend(
  world: World,
  c: SandboxContext,
  project: Project,
  who: GitUser,
  rest: string,
  beforeEnd: () => Promise<void> = () => Promise.resolve(),
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const advertised = c.req.query('service');
  const service = (advertised ?? rest).replace(/^git-/, '');
  if (service !== 'upload-pack' && service !== 'receive-pack')
    return Promise.resolve(new Response('Not Found', { status: 404 }));
  const protocol = c.req.header('git-protocol') ?? '';
  const name = who.user?.username ?? 'visitor';
  const mode = advertised === undefined ? [] : ['--http-backend-info-refs'];
  const child = spawn('git', [service, '--stateless-rpc', ...mode, project.repository], {
    env: {
      ...GIT_ENVIRONMENT,
      GIT_PROTOCOL: protocol,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: `${name}@http.${new URL(world.url).hostname}`,
      SANDBOX_DENIED: denied(project, who.user),
      ...ruling(world, project, who.user),
    },
  });
  const isPacked = c.req.header('content-encoding') === 'gzip';
  (isPacked ? incoming.pipe(createGunzip()) : incoming).pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  const kind = advertised === undefined ? 'result' : 'advertisement';
  const begin = (): void => {
    outgoing.writeHead(200, {
      'content-type': `application/x-git-${service}-${kind}`,
      'cache-control': 'no-cache, max-age=0, must-revalidate',
    });
    // As gitprotocol-http has it; in version 2 the answer is the capabilities alone.
    if (advertised !== undefined && !/\bversion=2\b/.test(protocol))
      outgoing.write(`${packet(`# service=git-${service}\n`)}0000`);
  };
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.stderr.resume();
    child.stdout.on('data', (chunk: Buffer) => {
      if (!outgoing.headersSent) begin();
      outgoing.write(chunk);
    });
    child.on('close', (code) => {
      if (!outgoing.headersSent && code === 0) begin();
      if (!outgoing.headersSent) outgoing.writeHead(500);
      beforeEnd()
        .finally(() => outgoing.end())
        .then(() => resolve(RESPONSE_ALREADY_SENT), reject);
    });
  });
}

/** A line of git's protocol: its length in four hexadecimal digits goes first. */
function packet(line: string): string {
  return (line.length + 4).toString(16).padStart(4, '0') + line;
}
