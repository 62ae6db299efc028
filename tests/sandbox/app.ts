import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { draftNoteRoutes } from './api/draftNoteRoutes.ts';
import type { SandboxContext, SandboxEnv } from './api/Env.ts';
import { guard } from './api/guard.ts';
import { issueRoutes } from './api/issueRoutes.ts';
import { jobRoutes } from './api/jobRoutes.ts';
import { linkRoutes } from './api/linkRoutes.ts';
import { lintRoutes } from './api/lintRoutes.ts';
import { mergeRequestRoutes } from './api/mergeRequestRoutes.ts';
import { noteableRoutes } from './api/noteableRoutes.ts';
import { hasNul } from './api/parameters.ts';
import { pipelineRoutes } from './api/pipelineRoutes.ts';
import { projectListRoutes } from './api/projectListRoutes.ts';
import { projectRoutes } from './api/projectRoutes.ts';
import { repositoryRoutes } from './api/repositoryRoutes.ts';
import { settingsRoutes } from './api/settingsRoutes.ts';
import { suggestionRoutes } from './api/suggestionRoutes.ts';
import { throttle } from './api/throttle.ts';
import { triggerRoutes } from './api/triggerRoutes.ts';
import { isGitLabs, unmodelled } from './api/unmodelled.ts';
import { uploadRoutes } from './api/uploadRoutes.ts';
import { userRoutes } from './api/userRoutes.ts';
import type { Fault } from './faults.ts';
import { gitHttp } from './git/gitHttp.ts';
import { graphqlRoutes } from './graphql/graphqlRoutes.ts';
import { identityRoutes } from './identity/identityRoutes.ts';
import { oauthRoutes } from './oauth/oauthRoutes.ts';
import { pageRoutes } from './pages/pageRoutes.ts';
import type { World } from './World.ts';

const EXPOSED = [
  'Link',
  'X-Total',
  'X-Total-Pages',
  'X-Per-Page',
  'X-Page',
  'X-Next-Page',
  'X-Prev-Page',
  'X-Request-Id',
  'ETag',
  'RateLimit-Limit',
  'RateLimit-Name',
  'RateLimit-Observed',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-ResetTime',
  'Retry-After',
];

/** What git asks for, below any path of groups. */
const GIT = /^\/(.+)\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** The whole server below the relative root: faults, API, git, pages. */
export function makeApp(world: World): Hono<SandboxEnv> {
  const site = new Hono<SandboxEnv>();
  site.use((c, next) => withFaults(world, c, next));
  site.route('/api/v4', apiRoutes(world));
  site.route('/api/graphql', graphqlApi(world));
  site.use(async (c, next) => {
    const [, project, rest] =
      GIT.exec(new URL(c.req.url).pathname.slice(world.relativeRoot.length)) ?? [];
    if (project === undefined || rest === undefined) return next();
    return gitHttp(world, c, decodeURIComponent(project), rest);
  });
  site.route('/', identityRoutes(world));
  site.route('/oauth', oauthRoutes(world));
  site.route('/', pageRoutes(world));
  const app = new Hono<SandboxEnv>();
  app.route(world.relativeRoot === '' ? '/' : world.relativeRoot, site);
  app.notFound((c) => {
    const { pathname } = new URL(c.req.url);
    if (pathname.includes('/api/')) return unmodelled(world, c, pathname);
    return c.json({ error: '404 Not Found' }, 404);
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.json({ message: '500 Internal Server Error' }, 500);
  });
  return app;
}

function apiRoutes(world: World): Hono<SandboxEnv> {
  const api = new Hono<SandboxEnv>();
  // Like GitLab: any origin, never with cookies.
  api.use(async (c, next) => {
    await next();
    // What a browser asks first is answered with 200 there.
    if (c.req.method === 'OPTIONS') c.res = new Response('', { headers: c.res.headers });
  });
  api.use(cors({ origin: '*', exposeHeaders: EXPOSED }));
  api.use((c, next) => logged(world, c, next));
  api.use(etag({ weak: true }));
  api.use(async (c, next) => {
    if (await malformed(c)) return c.text('Bad Request', 400);
    return throttle(world, c, next);
  });
  guard(world, api);
  for (const routes of [
    userRoutes,
    projectListRoutes,
    projectRoutes,
    settingsRoutes,
    repositoryRoutes,
    issueRoutes,
    linkRoutes,
    mergeRequestRoutes,
    draftNoteRoutes,
    suggestionRoutes,
    noteableRoutes,
    pipelineRoutes,
    triggerRoutes,
    jobRoutes,
    lintRoutes,
    uploadRoutes,
  ]) {
    api.route('/', routes(world));
  }
  api.all('*', (c) => {
    const path = pathBelow(world, c).replace('/api/v4', '').split('?')[0] ?? '';
    if (isGitLabs(path)) return unmodelled(world, c, `${c.req.method} ${path}`);
    return c.json({ error: '404 Not Found' }, 404);
  });
  api.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    console.error(error);
    return c.json({ message: '500 Internal Server Error' }, 500);
  });
  return api;
}

function graphqlApi(world: World): Hono<SandboxEnv> {
  const api = new Hono<SandboxEnv>();
  api.use(cors({ origin: '*', exposeHeaders: EXPOSED }));
  api.use((c, next) => logged(world, c, next));
  api.use((c, next) => throttle(world, c, next));
  api.route('/', graphqlRoutes(world));
  return api;
}

async function logged(world: World, c: SandboxContext, next: () => Promise<void>): Promise<void> {
  await next();
  world.requests.push({
    method: c.req.method,
    path: pathBelow(world, c),
    status: c.res.status,
    at: Date.now(),
  });
}

async function malformed(c: SandboxContext): Promise<boolean> {
  if (hasNul(c.req.query())) return true;
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return false;
  const text = await c.req.text();
  if (text.includes('%00')) return true;
  if (!text.includes('\\u0000')) return false;
  try {
    return hasNul(JSON.parse(text));
  } catch {
    return false;
  }
}

function pathBelow(world: World, c: SandboxContext): string {
  const { pathname, search } = new URL(c.req.url);
  const secrets = new URLSearchParams(search);
  for (const name of ['private_token', 'access_token', 'job_token', 'token']) secrets.delete(name);
  const query = secrets.size > 0 ? `?${secrets}` : '';
  return pathname.slice(world.relativeRoot.length) + query;
}

async function withFaults(
  world: World,
  c: SandboxContext,
  next: () => Promise<void>,
): Promise<Response | void> {
  const fault = world.faults.take(c.req.method, pathBelow(world, c));
  if (!fault) return next();
  if (fault.kind === 'latency') {
    await wait(fault.milliseconds);
    return next();
  }
  const handles =
    fault.kind === 'handle-then-drop' || (fault.kind === 'answer' && fault.handle === true);
  if (handles) await next();
  if (fault.kind === 'drop' || fault.kind === 'handle-then-drop') {
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const answer = faultResponse(fault);
  if (!handles) return answer;
  c.res = undefined;
  c.res = answer;
  return undefined;
}

function faultResponse(
  fault: Exclude<Fault, { kind: 'latency' | 'drop' | 'handle-then-drop' }>,
): Response {
  if (fault.kind === 'answer') {
    return new Response(fault.body ?? '', {
      status: fault.status as ContentfulStatusCode,
      headers: fault.headers ?? {},
    });
  }
  if (fault.kind === 'html') {
    return new Response('<!DOCTYPE html><title>Welcome</title><h1>Please sign in</h1>', {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  }
  return new Response(null, {
    status: 302,
    headers: { location: fault.location ?? 'http://127.0.0.1:9/saml/sign-in' },
  });
}
