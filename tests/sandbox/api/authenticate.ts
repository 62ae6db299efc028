import { createMiddleware } from 'hono/factory';
import { getCookie } from 'hono/cookie';
import type { World } from '../World.ts';
import {
  AccessLevel,
  type AccessToken,
  type Project,
  type Scope,
  type User,
  accessLevel,
  projectPath,
  userById,
} from '../state/State.ts';
import type { Actor, SandboxContext, SandboxEnv } from './Env.ts';
import { forbidden, notFound, refuse, unauthorized } from './refuse.ts';

export const SESSION_COOKIE = '_gitlab_session';

/** The job whose running `CI_JOB_TOKEN` this is. */
export function jobActor(world: World, token: string): (Actor & { kind: 'job' }) | null {
  if (token === '') return null;
  for (const project of world.state.projects) {
    for (const pipeline of project.pipelines) {
      const job = pipeline.jobs.find((candidate) => candidate.token === token);
      if (!job) continue;
      const alive = job.status === 'running' || job.status === 'canceling';
      const user = userById(world.state, pipeline.userId);
      return alive ? { kind: 'job', user, job, pipeline, project } : null;
    }
  }
  return null;
}

/** Why GitLab does not take a token that it knows, or null. */
function refusal(token: AccessToken): { error: string; error_description: string } | null {
  if (token.revoked) {
    return {
      error: 'invalid_token',
      error_description: 'Token was revoked. You have to re-authorize from the user.',
    };
  }
  const isPast =
    token.oauth === undefined
      ? token.expiresAt !== null && token.expiresAt <= new Date().toISOString().slice(0, 10)
      : token.oauth.expiresAtMs <= Date.now();
  if (isPast) {
    return {
      error: 'invalid_token',
      error_description: 'Token is expired. You can either do re-authorization or token refresh.',
    };
  }
  return null;
}

/** The token, when it is valid. */
export function validToken(world: World, value: string): AccessToken | null {
  const token = world.state.tokens.find((candidate) => candidate.value === value);
  return token && !refusal(token) ? token : null;
}

function readActor(world: World, c: SandboxContext): Actor | null {
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const value = c.req.header('private-token') ?? bearer;
  if (value !== undefined) {
    const token = world.state.tokens.find((candidate) => candidate.value === value);
    // An application's token is no private token.
    if (token?.oauth && bearer === undefined) return unauthorized();
    if (!token) {
      const job = jobActor(world, value);
      return job ?? unauthorized();
    }
    const why = refusal(token);
    if (why) return refuse(401, why);
    const user = userById(world.state, token.userId);
    if (user.state === 'blocked') return forbidden('Your account has been blocked.');
    if (token.oauth) endPrevious(world, token.oauth);
    return { kind: 'token', user, token };
  }
  const jobToken = c.req.header('job-token') ?? c.req.query('job_token');
  if (jobToken !== undefined) return jobActor(world, jobToken) ?? unauthorized();
  return sessionActor(world, c);
}

/** A refresh token is good until the access token that it gave is first used (doorkeeper, `previous_refresh_token`). */
function endPrevious(world: World, { previousRefresh }: { previousRefresh: string }): void {
  if (previousRefresh === '') return;
  for (const { oauth } of world.state.tokens)
    if (oauth?.refresh === previousRefresh) oauth.refresh = '';
}

function sessionActor(world: World, c: SandboxContext): Actor | null {
  const session = world.state.sessions.get(getCookie(c, SESSION_COOKIE) ?? '');
  if (!session) return null;
  const safe = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!safe && c.req.header('x-csrf-token') !== session.csrf) return null;
  return { kind: 'session', user: userById(world.state, session.userId) };
}

/** Finds out who asks, and refuses unsafe requests of nobody. */
export function authenticate(world: World): ReturnType<typeof createMiddleware<SandboxEnv>> {
  return createMiddleware<SandboxEnv>(async (c, next) => {
    c.set('actor', readActor(world, c));
    await next();
  });
}

export interface Need {
  /** Any of these scopes will do; a session needs none. */
  scopes?: readonly Scope[];
  /** A job token may ask this, too. */
  jobToken?: boolean;
}

const READ: readonly Scope[] = ['api', 'read_api'];
const WRITE: readonly Scope[] = ['api'];

/** The user who asks; ends the request where nobody does, or without the scope. */
export function requireUser(c: SandboxContext, need: Need = {}): User {
  const actor = c.get('actor');
  if (!actor) return unauthorized();
  if (actor.kind === 'job') return need.jobToken === true ? actor.user : unauthorized();
  if (actor.kind === 'token') {
    const safe = c.req.method === 'GET' || c.req.method === 'HEAD';
    const scopes = need.scopes ?? (safe ? READ : WRITE);
    if (actor.token.permissions) return actor.user;
    if (!scopes.some((scope) => actor.token.scopes.includes(scope))) {
      return refuse(403, {
        error: 'insufficient_scope',
        error_description:
          'The request requires higher privileges than provided by the access token.',
        scope: scopes.join(' '),
      });
    }
  }
  return actor.user;
}

/** Finds a project by id or path. */
export function findProject(world: World, idOrPath: string): Project | null {
  return (
    world.state.projects.find(
      (project) => String(project.id) === idOrPath || projectPath(project) === idOrPath,
    ) ?? null
  );
}

/** The project of `:id`, if the user may see it and has at least this access; else 404 or 403. */
export function requireProject(
  world: World,
  c: SandboxContext,
  level: number = AccessLevel.guest,
  need: Need = {},
): { project: Project; user: User } {
  const user = requireUser(c, need);
  const project = findProject(world, c.req.param('id') ?? '');
  if (!project) return notFound('Project');
  const actor = c.get('actor');
  if (actor?.kind === 'job' && actor.project !== project) return notFound('Project');
  const access = accessLevel(project, user);
  if (access === AccessLevel.none && project.visibility === 'private') return notFound('Project');
  if (access < level) return forbidden();
  return { project, user };
}
