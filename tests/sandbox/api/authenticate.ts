import { getCookie } from 'hono/cookie';
import type { World } from '../World.ts';
import {
  type AccessToken,
  type Project,
  type User,
  projectPath,
  userById,
} from '../state/State.ts';
import type { Actor, SandboxContext } from './Env.ts';
import { forbidden, refuse, unauthorized } from './refuse.ts';

export const SESSION_COOKIE = '_gitlab_session';

/** The job whose token this is, running or not. */
function jobOf(world: World, token: string): (Actor & { kind: 'job' }) | null {
  if (token === '') return null;
  for (const project of world.state.projects) {
    for (const pipeline of project.pipelines) {
      const job = pipeline.jobs.find((candidate) => candidate.token === token);
      if (!job) continue;
      // A job that was retried is of who retried it.
      const user = userById(world.state, job.userId ?? pipeline.userId);
      return { kind: 'job', user, job, pipeline, project };
    }
  }
  return null;
}

/** The job whose running `CI_JOB_TOKEN` this is. */
export function jobActor(world: World, token: string): (Actor & { kind: 'job' }) | null {
  const actor = jobOf(world, token);
  const alive = actor?.job.status === 'running' || actor?.job.status === 'canceling';
  return alive ? actor : null;
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

/** GitLab's words for an account that it keeps out, or null. */
export function accountRefusal(world: World, user: User): string | null {
  switch (user.state) {
    case 'blocked':
    case 'banned':
      return 'Your account has been blocked.';
    case 'deactivated':
      return `Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at ${world.url}`;
    case 'password expired':
      return 'Your password expired. Please access GitLab from a web browser to update your password.';
    case 'terms not accepted':
      return `You (@${user.username}) must accept the Terms of Service in order to perform this action. To accept these terms, please access GitLab from a web browser at ${world.url}.`;
    case 'active':
      return null;
  }
}

/** The token, when it is valid and its account is let in. */
export function validToken(world: World, value: string): AccessToken | null {
  const token = world.state.tokens.find((candidate) => candidate.value === value);
  if (!token || refusal(token)) return null;
  return accountRefusal(world, userById(world.state, token.userId)) === null ? token : null;
}

/**
 * Who asks, by what was sent; ends the request where it is refused.
 * @param jobToken whether this endpoint takes job tokens; where not, such a token is not looked at
 */
export function identify(world: World, c: SandboxContext, jobToken: boolean): Actor | null {
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const value = c.req.header('private-token') ?? c.req.query('private_token') ?? bearer;
  if (value !== undefined) {
    const token = world.state.tokens.find((candidate) => candidate.value === value);
    if (token) return tokenActor(world, token, value === bearer);
    const job = jobOf(world, value);
    if (!job) return unauthorized();
    // As a private token it is nobody's.
    return value === bearer && jobToken ? jobTokenActor(world, value) : null;
  }
  const sent = c.req.header('job-token') ?? c.req.query('job_token');
  if (sent !== undefined) return jobToken ? jobTokenActor(world, sent) : null;
  const deployToken = c.req.header('deploy-token');
  if (deployToken !== undefined) {
    return world.state.deployTokens.includes(deployToken) ? null : unauthorized();
  }
  return sessionActor(world, c);
}

function jobTokenActor(world: World, value: string): Actor {
  const actor = jobActor(world, value) ?? unauthorized();
  const why = accountRefusal(world, actor.user);
  return why === null ? actor : forbidden(why);
}

function tokenActor(world: World, token: AccessToken, asBearer: boolean): Actor {
  // An application's token is no private token.
  if (token.oauth && !asBearer) return unauthorized();
  const why = refusal(token);
  if (why) {
    return refuse(401, why, {
      'www-authenticate': `Bearer realm="Protected by OAuth 2.0", error="${why.error}", error_description="${why.error_description}"`,
    });
  }
  const user = userById(world.state, token.userId);
  const keptOut = accountRefusal(world, user);
  if (keptOut !== null) return forbidden(keptOut);
  if (token.oauth) endPrevious(world, token.oauth);
  return { kind: 'token', user, token };
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

/** Finds a project by id or path, in any case; by a path that it had before, too. */
export function findProject(
  world: World,
  idOrPath: string,
  { former = false }: { former?: boolean } = {},
): Project | null {
  const path = idOrPath.toLowerCase();
  return (
    world.state.projects.find(
      (project) => String(project.id) === idOrPath || projectPath(project).toLowerCase() === path,
    ) ??
    (former
      ? world.state.projects.find(({ formerPaths }) => formerPaths?.includes(idOrPath))
      : undefined) ??
    null
  );
}
