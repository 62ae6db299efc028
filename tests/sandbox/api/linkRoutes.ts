import { Hono } from 'hono';
import {
  type Issue,
  type IssueLink,
  type MergeRequest,
  type Project,
  type User,
  projectPath,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { canReadIssues, canReadMergeRequests } from './abilities.ts';
import { type Entity, issueEntity } from './entities.ts';
import { mergeRequestEntity } from './mergeRequestEntity.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene } from './guard.ts';
import { canRead } from './noteableRoutes.ts';
import { paginate } from './paginate.ts';
import { noSuchRecord } from './refuse.ts';

const CLOSING =
  /\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?):?\s+([\w./-]*)#(\d+)/gi;
const NAMING = /(?<![\w&])([\w./-]*)#(\d+)/g;

interface Placed<Noteable> {
  project: Project;
  noteable: Noteable;
}

/** Whether a text names an issue by one of these patterns; without a path it means the project the text stands in. */
function names(text: string, pattern: RegExp, from: Project, to: Placed<Issue>): boolean {
  return [...text.matchAll(pattern)].some(([, path, iid]) => {
    const meant = path ? path === projectPath(to.project) : from === to.project;
    return meant && Number(iid) === to.noteable.iid;
  });
}

function find(c: SandboxContext): Placed<Issue> & { user: User | null } {
  const { project, user } = scene(c);
  const issue = project.issues.find(({ iid }) => iid === Number(c.req.param('iid')));
  if (!issue || !canRead(project, user, issue)) return noSuchRecord();
  return { project, user, noteable: issue };
}

/** What links issues and merge requests: issue links, what closes what, what names what. */
export function linkRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const { state } = world;

  const issueAt = (place: IssueLink['source'], user: User | null): Placed<Issue> | null => {
    const project = state.projects.find(({ id }) => id === place.projectId);
    const issue = project?.issues.find(({ iid }) => iid === place.iid);
    if (!project || !issue || !canReadIssues(project, user) || !canRead(project, user, issue))
      return null;
    return { project, noteable: issue };
  };
  const mergeRequestsFor = (user: User | null): Placed<MergeRequest>[] =>
    state.projects
      .filter((project) => canReadMergeRequests(project, user))
      .flatMap((project) => project.mergeRequests.map((noteable) => ({ project, noteable })));
  const entities = (c: SandboxContext, list: Placed<MergeRequest>[]): Entity[] =>
    paginate(c, list, world.url).map(({ project, noteable }) =>
      mergeRequestEntity(world, project, noteable),
    );

  routes.get('/projects/:id/issues/:iid/links', (c) => {
    const { project, user, noteable } = find(c);
    const isHere = (place: IssueLink['source']): boolean =>
      place.projectId === project.id && place.iid === noteable.iid;
    const linked = state.issueLinks.flatMap((link) => {
      if (!isHere(link.source) && !isHere(link.target)) return [];
      const forward = isHere(link.source);
      const other = issueAt(forward ? link.target : link.source, user);
      if (other === null) return [];
      const type = link.type === 'blocks' && !forward ? 'is_blocked_by' : link.type;
      return {
        ...issueEntity(world, other.project, other.noteable),
        issue_link_id: link.id,
        link_type: type,
        link_created_at: link.createdAt,
        link_updated_at: link.createdAt,
      };
    });
    // GitLab gives this list whole.
    return c.json(linked);
  });

  routes.get('/projects/:id/issues/:iid/closed_by', (c) => {
    const issue = find(c);
    const closing = mergeRequestsFor(issue.user).filter(({ project, noteable }) =>
      names(noteable.description ?? '', CLOSING, project, issue),
    );
    return c.json(entities(c, closing));
  });

  routes.get('/projects/:id/issues/:iid/related_merge_requests', (c) => {
    const issue = find(c);
    const related = mergeRequestsFor(issue.user).filter(({ project, noteable }) => {
      const notes = noteable.discussions.flatMap((one) => one.notes.map(({ body }) => body));
      return [noteable.title, noteable.description ?? '', ...notes].some((text) =>
        names(text, NAMING, project, issue),
      );
    });
    return c.json(entities(c, related));
  });

  routes.get('/projects/:id/merge_requests/:iid/closes_issues', (c) => {
    const { project, user } = scene(c);
    const found = project.mergeRequests.find(({ iid }) => iid === Number(c.req.param('iid')));
    if (!found) return noSuchRecord();
    const closed = state.projects
      .filter((one) => canReadIssues(one, user))
      .flatMap((one) => one.issues.map((noteable) => ({ project: one, noteable })))
      .filter((issue) => canRead(issue.project, user, issue.noteable))
      .filter((issue) => names(found.description ?? '', CLOSING, project, issue));
    const page = paginate(c, closed, world.url);
    return c.json(
      page.map((issue) => issueEntity(world, issue.project, issue.noteable, { basic: true })),
    );
  });
  return routes;
}
