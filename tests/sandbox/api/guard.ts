import type { Hono } from 'hono';
import { AccessLevel, type Project, type User, accessLevel } from '../state/State.ts';
import type { World } from '../World.ts';
import {
  buildsAreOn,
  canReadCode,
  canReadIssues,
  canReadMergeRequests,
  canReadPipelines,
  canSee,
} from './abilities.ts';
import { findProject, identify } from './authenticate.ts';
import type { Actor, SandboxContext, SandboxEnv, Scene } from './Env.ts';
import { type Ability, ENDPOINTS, type Endpoint } from './permissions.ts';
import { forbidden, noSuchRecord, notFound, refuse, unauthorized } from './refuse.ts';
import { unmodelled } from './unmodelled.ts';
import { isThere } from './versions.ts';

/** Puts the table of permissions before the routes: whoever passes has a scene. */
export function guard(world: World, api: Hono<SandboxEnv>): void {
  for (const endpoint of ENDPOINTS) {
    api.on(endpoint.method, endpoint.path, async (c, next) => {
      // Two rows may match one path (`/:draftId` and `/bulk_publish`): the first has decided.
      if (c.get('scene') === undefined) c.set('scene', admit(world, c, endpoint));
      await next();
    });
  }
}

function admit(world: World, c: SandboxContext, endpoint: Endpoint): Scene | null {
  const { version } = world.state.settings;
  const row = `${endpoint.method} ${endpoint.path}`;
  if (!isThere(version, row)) {
    return refuse(404, { error: '404 Not Found' });
  }
  const strange = Object.keys(c.req.queries()).find((name) => !endpoint.query.includes(name));
  if (strange !== undefined) {
    return unmodelled(world, c, `the parameter ${strange} of ${endpoint.method} ${endpoint.path}`);
  }
  if (endpoint.ability === 'token in the body') return null;
  // Premium has it; a project that was given one plays such a GitLab.
  if (endpoint.path.endsWith('/push_rule') && !named(world, c)?.settings.pushRule) {
    return refuse(404, { error: '404 Not Found' });
  }
  const actor = identify(world, c, endpoint.jobToken && isThere(version, `job token ${row}`));
  c.set('actor', actor);
  checkScopes(c, endpoint, actor);
  if (actor === null && endpoint.signedOut === '401') return unauthorized();
  if (endpoint.ability === 'anyone') return null;
  return projectScene(world, c, endpoint, actor);
}

function named(world: World, c: SandboxContext): Project | null {
  return findProject(world, c.req.param('id') ?? '', { former: true });
}

function isSafe(c: SandboxContext): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD';
}

function checkScopes(c: SandboxContext, { scopes }: Endpoint, actor: Actor | null): void {
  if (actor?.kind !== 'token' || scopes === null || actor.token.permissions) return;
  const opens = scopes.split(' ').filter((scope) => isSafe(c) || !scope.startsWith('read_'));
  if (actor.token.scopes.some((scope) => opens.includes(scope))) return;
  refuse(403, {
    error: 'insufficient_scope',
    error_description: 'The request requires higher privileges than provided by the access token.',
    scope: scopes,
  });
}

function projectScene(
  world: World,
  c: SandboxContext,
  endpoint: Endpoint,
  actor: Actor | null,
): Scene {
  const project = named(world, c);
  const user = actor?.user ?? null;
  if (!project || !canSee(project, user)) return notFound('Project');
  if (actor?.kind === 'job' && actor.project !== project) {
    admitForeignJob(endpoint, actor.project, project);
  }
  if (findProject(world, c.req.param('id') ?? '') === null) return moved(world, c, project);
  if (!isSafe(c) && project.settings.archived && !endpoint.archivedToo) return forbidden();
  check(endpoint.ability, project, user);
  return { project, user };
}

/** A job of another project: by the allow-list, or what is public. */
function admitForeignJob({ ability, path }: Endpoint, from: Project, project: Project): void {
  if (project.settings.jobTokenProjects.has(from.id)) return;
  if (!project.settings.jobTokenLimited && project.visibility !== 'public') return;
  if (project.visibility !== 'public') {
    forbidden(
      `Authentication by CI/CD job token not allowed from ${from.path} to project #${project.id}.`,
    );
  }
  if (path.includes('/artifacts/')) {
    forbidden(
      `Insufficient permissions to access this resource in project #${project.id}. The following token permission is required: read_jobs.`,
    );
  }
  if (ability === 'issues') noSuchRecord();
  if (ability !== 'code' && ability !== 'repository') forbidden();
}

/** A path that the project had before: GitLab sends readers on, and nobody else. */
function moved(world: World, c: SandboxContext, project: Project): never {
  if (!isSafe(c)) {
    return refuse(405, { message: 'Non GET methods are not allowed for moved projects' });
  }
  const { pathname, search } = new URL(c.req.url);
  const rest = /\/projects\/[^/]+(.*)$/.exec(pathname)?.[1] ?? '';
  const location = `${world.url}/api/v4/projects/${project.id}${rest}${search}`;
  return refuse(301, `This resource has been moved permanently to ${location}`, { location });
}

function check(ability: Ability, project: Project, user: User | null): void {
  const access = accessLevel(project, user);
  switch (ability) {
    case 'issues':
      if (!canReadIssues(project, user)) noSuchRecord();
      return;
    case 'repository':
      if (project.settings.access.repository === 'disabled') notFound('Repository');
      if (!canReadCode(project, user)) forbidden();
      return;
    case 'code':
      if (!canReadCode(project, user)) forbidden();
      return;
    case 'mergeRequests':
      if (!canReadMergeRequests(project, user)) forbidden();
      return;
    case 'merge request notes':
      if (!canReadMergeRequests(project, user)) noSuchRecord();
      return;
    case 'uploads':
      if (user === null) forbidden();
      return;
    case 'pipelines':
      if (!canReadPipelines(project, user)) forbidden();
      return;
    case 'run':
      if (access < AccessLevel.developer || project.settings.access.repository === 'disabled') {
        forbidden();
      }
      return;
    case 'develop':
      if (access < AccessLevel.developer) forbidden();
      return;
    case 'maintain':
      if (access < AccessLevel.maintainer) forbidden();
      return;
    case 'maintain builds':
      if (access < AccessLevel.maintainer || !buildsAreOn(project)) forbidden();
      return;
    case 'maintain or 401':
      if (access < AccessLevel.maintainer) unauthorized();
      return;
    case 'see':
    case 'anyone':
    case 'token in the body':
  }
}

/** The project of `:id` and who asks. */
export function scene(c: SandboxContext): Scene {
  const found = c.get('scene');
  if (!found) throw new Error(`no row in the table of permissions: ${c.req.method} ${c.req.path}`);
  return found;
}

/** As `scene`, of an endpoint that wants somebody signed in. */
export function signedScene(c: SandboxContext): { project: Project; user: User } {
  const { project, user } = scene(c);
  return user ? { project, user } : unauthorized();
}

/** Who asks, at an endpoint without a project. */
export function signedUser(c: SandboxContext): User {
  return c.get('actor')?.user ?? unauthorized();
}
