import { Hono } from 'hono';
import { type Issue, nextId } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import { issueEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { canRead } from './noteableRoutes.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { mentions } from './mentions.ts';
import { notFound } from './refuse.ts';

const READ = { jobToken: true } as const;

/** Issues: read, list, create, change. */
export function issueRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/projects/:id/issues', (c) => {
    const { project, user } = requireProject(world, c, undefined, READ);
    const state = c.req.query('state');
    const iids = c.req.queries('iids[]');
    const list = project.issues
      .filter((issue) => canRead(project, user, issue))
      .filter((issue) => !state || state === 'all' || issue.state === state)
      .filter((issue) => mentions(issue, c.req.query('search')))
      .filter((issue) => !iids || iids.includes(String(issue.iid)))
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    return c.json(paginate(c, list, world.url).map((issue) => issueEntity(world, project, issue)));
  });

  routes.get('/projects/:id/issues/:iid', (c) => {
    const { project, user } = requireProject(world, c, undefined, READ);
    const issue = project.issues.find(({ iid }) => iid === Number(c.req.param('iid')));
    if (!issue || !canRead(project, user, issue)) return notFound();
    return c.json(issueEntity(world, project, issue));
  });

  routes.post('/projects/:id/issues', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = requireProject(world, c);
    const now = new Date().toISOString();
    const iids = [...project.issues, ...project.mergeRequests].map(({ iid }) => iid);
    const issue: Issue = {
      kind: 'issue',
      id: nextId(),
      iid: Math.max(0, ...iids) + 1,
      title: requireText(parameters, 'title'),
      description: optionalText(parameters, 'description') ?? null,
      state: 'opened',
      issueType: 'issue',
      labels: readLabels(parameters),
      authorId: user.id,
      assigneeIds: [],
      confidential: optionalFlag(parameters, 'confidential') ?? false,
      childIids: [],
      createdAt: now,
      updatedAt: now,
      discussions: [],
    };
    project.issues.push(issue);
    return c.json(issueEntity(world, project, issue), 201);
  });

  routes.put('/projects/:id/issues/:iid', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = requireProject(world, c);
    const issue = project.issues.find(({ iid }) => iid === Number(c.req.param('iid')));
    if (!issue || !canRead(project, user, issue)) return notFound();
    issue.title = optionalText(parameters, 'title') ?? issue.title;
    issue.description = optionalText(parameters, 'description') ?? issue.description;
    if (parameters['state_event'] === 'close') issue.state = 'closed';
    if (parameters['state_event'] === 'reopen') issue.state = 'opened';
    issue.updatedAt = new Date().toISOString();
    return c.json(issueEntity(world, project, issue));
  });
  return routes;
}

/** Labels as a list or as names between commas. */
export function readLabels(parameters: Record<string, unknown>): string[] {
  const labels = parameters['labels'];
  const names = Array.isArray(labels) ? labels : String(labels ?? '').split(',');
  return names.map((name) => String(name).trim()).filter((name) => name !== '');
}
