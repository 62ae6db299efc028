/** Over 250 lines: all addresses of pages stand in one place, each a few lines. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SESSION_COOKIE, findProject } from '../api/authenticate.ts';
import { canSee } from '../api/abilities.ts';
import type { SandboxContext, SandboxEnv } from '../api/Env.ts';
import { mergeRequestChanges } from '../api/mergeRequestRoutes.ts';
import { canRead } from '../api/noteableRoutes.ts';
import type { DiffFile } from '../git/mergeRequestDiff.ts';
import {
  AccessLevel,
  type MergeRequest,
  accessLevel,
  projectPath,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { assetRoutes } from './assets.ts';
import { changesTab, notesHolder } from './changesTab.ts';
import { type MergeRequestTab, mergeRequestPage } from './mergeRequestPage.ts';
import { overviewDiscussion, overviewNoteItems } from './mergeRequestNotes.ts';
import {
  homePage,
  issueListPage,
  mergeRequestListPage,
  notFoundPage,
  pipelineListPage,
  pipelinePage,
  projectPage,
  signInPage,
} from './simplePages.ts';
import { filePage } from './filePage.ts';
import { jobPage } from './jobPage.ts';
import type { Html, ProjectVisit, Visit } from './Visit.ts';
import { workItemDiscussion, workItemNoteItems } from './workItemNotes.ts';
import { workItemDetail, workItemPage } from './workItemPage.ts';

/** GitLab's own policy, as its instances send it. */
function contentSecurityPolicy(visit: { nonce: string; world: World }): string {
  const { host } = new URL(visit.world.url);
  return [
    `default-src 'self'`,
    `script-src 'strict-dynamic' 'self' 'unsafe-eval' 'nonce-${visit.nonce}'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob: http: https:`,
    `connect-src 'self' ws://${host}`,
    `font-src 'self'`,
    `frame-src 'self'`,
    `worker-src 'self' blob: data:`,
    `frame-ancestors 'self'`,
    `object-src 'none'`,
    `base-uri 'self'`,
  ].join('; ');
}

function readVisit(world: World, c: SandboxContext): Visit | null {
  const session = world.state.sessions.get(getCookie(c, SESSION_COOKIE) ?? '');
  if (!session) return null;
  const theme = c.req.query('theme') ?? getCookie(c, 'sandbox_theme');
  if (c.req.query('theme')) setCookie(c, 'sandbox_theme', theme ?? 'light', { path: '/' });
  return {
    world,
    session,
    user: userById(world.state, session.userId),
    nonce: randomBytes(16).toString('base64'),
    dark: theme === 'dark',
    rapidDiffs: c.req.query('rapid_diffs') === 'true',
  };
}

async function send(
  c: SandboxContext,
  visit: Visit,
  page: Html,
  status: 200 | 404 = 200,
): Promise<Response> {
  c.header('content-security-policy', contentSecurityPolicy(visit));
  c.header('x-frame-options', 'SAMEORIGIN');
  c.header('cache-control', visit.world.state.settings.pageCache);
  return c.html(await page, status);
}

/** The pages that people see, and the pieces that the pages' script asks for. */
export function pageRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.route('/', assetRoutes(world));

  routes.get('/users/sign_in', (c) =>
    c.html(
      signInPage(
        world.relativeRoot,
        world.state.users.filter(({ bot }) => !bot).map(({ username }) => username),
        c.req.query('to') ?? '/',
      ),
    ),
  );
  routes.get('/users/sign_in_as/:username', (c) => {
    const user = world.state.users.find(({ username }) => username === c.req.param('username'));
    if (!user) return c.notFound();
    const id = randomBytes(16).toString('hex');
    world.state.sessions.set(id, {
      id,
      userId: user.id,
      csrf: randomBytes(32).toString('base64'),
    });
    setCookie(c, SESSION_COOKIE, id, {
      path: world.relativeRoot || '/',
      httpOnly: true,
      sameSite: 'Lax',
    });
    const to = c.req.query('to') ?? '/';
    return c.redirect(`${world.relativeRoot}${to.startsWith('/') ? to : '/'}`);
  });

  // For a browser's session alone, as GitLab's own route: no token counts here.
  routes.get('/-/project/:id/uploads/:secret/:filename', (c) => {
    const { id, secret, filename } = c.req.param();
    const visit = readVisit(world, c);
    const project = findProject(world, id);
    if (!visit || !project || !canSee(project, visit.user)) return c.notFound();
    const found = project.uploads?.find(
      (one) => one.secret === secret && one.filename === filename,
    );
    if (!found) return c.notFound();
    const type = /\.(png|gif|webp)$/i.exec(filename)?.[1]?.toLowerCase() ?? 'jpeg';
    return c.body(found.bytes, 200, { 'content-type': `image/${type}` });
  });

  routes.get('*', async (c) => {
    const path = new URL(c.req.url).pathname.slice(world.relativeRoot.length);
    const visit = readVisit(world, c);
    if (!visit) {
      const to = encodeURIComponent(path + new URL(c.req.url).search);
      return c.redirect(`${world.relativeRoot}/users/sign_in?to=${to}`);
    }
    if (path === '/' || path === '') return send(c, visit, homePage(visit));
    const [projectName = '', rest = ''] = path.replace(/\/$/, '').split('/-/');
    const project = findProject(world, projectName.slice(1));
    if (!project || accessLevel(project, visit.user) === AccessLevel.none) {
      return send(c, visit, notFoundPage(visit), 404);
    }
    const base = `${world.relativeRoot}/${projectPath(project)}`;
    const answer = await projectRoute(c, { ...visit, project, base }, rest);
    return answer ?? send(c, visit, notFoundPage(visit), 404);
  });
  return routes;
}

async function projectRoute(
  c: SandboxContext,
  visit: ProjectVisit,
  rest: string,
): Promise<Response | null> {
  const { project, base } = visit;
  const [kind = '', id, ...more] = rest.split('/');
  const readable = project.issues.filter((issue) => canRead(project, visit.user, issue));
  if (kind === '') return send(c, visit, projectPage(visit));
  if (kind === 'issues' && id) {
    return c.redirect(`${base}/-/work_items/${id}${more.length > 0 ? `/${more.join('/')}` : ''}`);
  }
  if (kind === 'issues' || (kind === 'work_items' && !id)) {
    return send(c, visit, issueListPage(visit, readable));
  }
  if (kind === 'work_items') {
    const issue = readable.find(({ iid }) => iid === Number(id));
    if (!issue) return null;
    const href = `${base}/-/work_items/${issue.iid}`;
    if (more[0] === 'panel') return c.html(await workItemDetail(visit, issue, true));
    if (more[0] !== 'notes_list') return send(c, visit, workItemPage(visit, issue));
    const wanted = issue.discussions.find((one) => one.id === c.req.query('discussion'));
    if (!wanted) return c.html(await workItemNoteItems(visit, issue, href));
    return c.html(
      await workItemDiscussion(visit, href, wanted, c.req.query('expanded') !== 'false'),
    );
  }
  if (kind === 'merge_requests') {
    if (!id) return send(c, visit, mergeRequestListPage(visit));
    const mergeRequest = project.mergeRequests.find(({ iid }) => iid === Number(id));
    return mergeRequest ? mergeRequestRoute(c, visit, mergeRequest, more[0]) : null;
  }
  if (kind === 'pipelines') {
    if (!id) return send(c, visit, pipelineListPage(visit));
    const pipeline = project.pipelines.find((one) => one.id === Number(id));
    return pipeline ? send(c, visit, pipelinePage(visit, pipeline)) : null;
  }
  if (kind === 'blob') {
    const page = await filePage(visit, decodeURIComponent([id, ...more].join('/')));
    return page && send(c, visit, page);
  }
  if (kind === 'jobs') {
    for (const pipeline of project.pipelines) {
      const job = pipeline.jobs.find((one) => one.id === Number(id));
      if (job) return send(c, visit, jobPage(visit, pipeline, job));
    }
  }
  return null;
}

const TABS: Record<string, MergeRequestTab> = {
  commits: 'commits',
  pipelines: 'pipelines',
  diffs: 'diffs',
};

async function mergeRequestRoute(
  c: SandboxContext,
  visit: ProjectVisit,
  mergeRequest: MergeRequest,
  part: string | undefined,
): Promise<Response> {
  const changes = await mergeRequestChanges(visit.project, mergeRequest);
  if (part === 'notes_list') {
    return c.html(await overviewPiece(c, visit, mergeRequest, changes.files));
  }
  if (part === 'changes_tab') {
    const wanted = mergeRequest.discussions.filter(({ notes }) => {
      const position = notes[0]?.position;
      return (
        position &&
        position.new_path === c.req.query('path') &&
        String(position.new_line ?? position.old_line) === c.req.query('line')
      );
    });
    return c.html(
      await (c.req.query('path')
        ? notesHolder(visit, wanted)
        : changesTab(visit, mergeRequest, changes.files)),
    );
  }
  const tab = TABS[part ?? ''] ?? 'show';
  return send(c, visit, await mergeRequestPage(visit, mergeRequest, changes, tab));
}

function overviewPiece(
  c: SandboxContext,
  visit: ProjectVisit,
  mergeRequest: MergeRequest,
  files: DiffFile[],
): Html {
  const wanted = mergeRequest.discussions.find(({ id, notes }) => {
    const query = c.req.query('discussion');
    return id === query || String(notes[0]?.id) === c.req.query('note');
  });
  if (!wanted) return overviewNoteItems(visit, mergeRequest, files);
  const expanded = c.req.query('expanded');
  return overviewDiscussion(visit, wanted, {
    files,
    ...(expanded ? { expanded: expanded === 'true' } : {}),
    asThread: c.req.query('thread') === 'true',
  });
}
