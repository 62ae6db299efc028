import { Hono } from 'hono';
import { AccessLevel, type Issue, type Project, accessLevel, nextId } from '../state/State.ts';
import type { World } from '../World.ts';
import { canReadIssues } from './abilities.ts';
import { findProject } from './authenticate.ts';
import { issueEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { canRead } from './noteableRoutes.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { mentions } from './mentions.ts';
import { noSuchRecord, notFound, refuse } from './refuse.ts';

function find(c: SandboxContext): { project: Project; issue: Issue } {
  const { project, user } = scene(c);
  const issue = project.issues.find(({ iid }) => iid === Number(c.req.param('iid')));
  return issue && canRead(project, user, issue) ? { project, issue } : noSuchRecord();
}

/** Issues: read, list, create, change. */
export function issueRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/projects/:id/issues', (c) => {
    const { project, user } = scene(c);
    const state = c.req.query('state');
    const iids = c.req.queries('iids[]');
    const list = project.issues
      .filter((issue) => canReadIssues(project, user) && canRead(project, user, issue))
      .filter((issue) => !state || state === 'all' || issue.state === state)
      .filter((issue) => mentions(issue, c.req.query('search')))
      .filter((issue) => !iids || iids.includes(String(issue.iid)))
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    return c.json(paginate(c, list, world.url).map((issue) => issueEntity(world, project, issue)));
  });

  routes.get('/projects/:id/issues/:iid', (c) => {
    const { project, issue } = find(c);
    return c.json(issueEntity(world, project, issue));
  });

  routes.post('/projects/:id/issues', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
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
    const { project, issue } = find(c);
    issue.title = optionalText(parameters, 'title') ?? issue.title;
    issue.description = optionalText(parameters, 'description') ?? issue.description;
    if (parameters['state_event'] === 'close') closeIssue(issue, signedScene(c).user.id);
    if (parameters['state_event'] === 'reopen') reopenIssue(issue);
    issue.updatedAt = new Date().toISOString();
    return c.json(issueEntity(world, project, issue));
  });

  routes.post('/projects/:id/issues/:iid/move', async (c) => {
    const parameters = await readParameters(c);
    const { user } = signedScene(c);
    const { project, issue } = find(c);
    const target = findProject(world, String(parameters['to_project_id']));
    if (!target || !canReadIssues(target, user)) return notFound('Project');
    const mayMove = [project, target].every((one) => accessLevel(one, user) >= AccessLevel.planner);
    if (!mayMove || target === project || issue.movedToId !== undefined) {
      return refuse(400, { message: 'Unable to move. You have insufficient permissions.' });
    }
    const moved: Issue = {
      ...issue,
      id: nextId(),
      iid: Math.max(0, ...target.issues.map(({ iid }) => iid)) + 1,
      discussions: structuredClone(issue.discussions),
    };
    target.issues.push(moved);
    issue.movedToId = moved.id;
    closeIssue(issue, user.id);
    return c.json(issueEntity(world, target, moved), 201);
  });
  return routes;
}

/** Closes an issue, as of now. */
export function closeIssue(issue: Issue, userId: number): void {
  issue.state = 'closed';
  issue.closedAt = new Date().toISOString();
  issue.closedById = userId;
  issue.updatedAt = issue.closedAt;
}

/** Opens it again. */
export function reopenIssue(issue: Issue): void {
  issue.state = 'opened';
  issue.closedAt = null;
  issue.closedById = null;
  issue.updatedAt = new Date().toISOString();
}

/** Labels as a list or as names between commas. */
export function readLabels(parameters: Record<string, unknown>): string[] {
  const labels = parameters['labels'];
  const names = Array.isArray(labels) ? labels : String(labels ?? '').split(',');
  return names.map((name) => String(name).trim()).filter((name) => name !== '');
}
