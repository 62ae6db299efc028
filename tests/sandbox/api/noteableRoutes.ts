import { Hono } from 'hono';
import { addDiscussion, addReply, setResolved } from '../state/discussions.ts';
import {
  AccessLevel,
  type Discussion,
  type Issue,
  type MergeRequest,
  type Note,
  type Position,
  type Project,
  type User,
  accessLevel,
} from '../state/State.ts';
import { z } from 'zod';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import { discussionEntity, noteEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, readParameters, requireText } from './parameters.ts';
import { forbidden, notFound, refuse } from './refuse.ts';

type Collection = 'issues' | 'merge_requests';

/** True where a confidential issue is closed to this user: GitLab answers 404 then. */
export function canRead(project: Project, user: User, noteable: Issue | MergeRequest): boolean {
  if (noteable.kind !== 'issue' || !noteable.confidential) return true;
  return (
    accessLevel(project, user) >= AccessLevel.reporter ||
    noteable.authorId === user.id ||
    noteable.assigneeIds.includes(user.id)
  );
}

/** Internal notes are for Reporters and above. */
export function canReadNote(project: Project, user: User, note: Note): boolean {
  return !note.internal || accessLevel(project, user) >= AccessLevel.reporter;
}

/** An issue or merge request by iid. */
export function findNoteable(
  project: Project,
  collection: Collection,
  iid: number,
): Issue | MergeRequest | undefined {
  const list = collection === 'issues' ? project.issues : project.mergeRequests;
  return list.find((noteable) => noteable.iid === iid);
}

const PositionBody = z.object({
  base_sha: z.string(),
  start_sha: z.string(),
  head_sha: z.string(),
  position_type: z.literal('text'),
  old_path: z.string().optional(),
  new_path: z.string(),
  old_line: z.number().nullish(),
  new_line: z.number().nullish(),
});

function readPosition(value: unknown): Position | null {
  if (value === undefined) return null;
  const body = PositionBody.safeParse(value);
  if (!body.success)
    return refuse(400, { message: '400 Bad request - Note {:position=>["is incomplete"]}' });
  const { old_path: oldPath, old_line: oldLine, new_line: newLine, ...rest } = body.data;
  return {
    ...rest,
    old_path: oldPath ?? rest.new_path,
    old_line: oldLine ?? null,
    new_line: newLine ?? null,
  };
}

/** Notes and discussions of issues and merge requests: one set of routes for both. */
export function noteableRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  for (const collection of ['issues', 'merge_requests'] as const) {
    discussionRoutes(world, routes, collection);
    noteRoutes(world, routes, collection);
  }
  return routes;
}

interface Found {
  project: Project;
  user: User;
  noteable: Issue | MergeRequest;
}

function find(
  world: World,
  c: SandboxContext,
  collection: Collection,
  need: { jobToken?: boolean } = {},
): Found {
  const { project, user } = requireProject(world, c, AccessLevel.guest, need);
  const noteable = findNoteable(project, collection, Number(c.req.param('iid')));
  if (!noteable || !canRead(project, user, noteable)) {
    return notFound(collection === 'issues' ? 'Issue' : 'Merge Request');
  }
  return { project, user, noteable };
}

function visible(found: Found, discussion: Discussion): Discussion | null {
  const notes = discussion.notes.filter((note) => canReadNote(found.project, found.user, note));
  return notes.length === 0 ? null : { ...discussion, notes };
}

function findDiscussion(c: SandboxContext, found: Found): Discussion {
  const id = c.req.param('discussionId');
  return (
    found.noteable.discussions.find((discussion) => discussion.id === id) ?? notFound('Discussion')
  );
}

function discussionRoutes(world: World, routes: Hono<SandboxEnv>, collection: Collection): void {
  const base = `/projects/:id/${collection}/:iid/discussions`;
  routes.get(base, (c) => {
    const found = find(world, c, collection);
    const list = found.noteable.discussions.flatMap((one) => visible(found, one) ?? []);
    const page = paginate(c, list, world.url);
    return c.json(page.map((one) => discussionEntity(world, found.project, found.noteable, one)));
  });

  routes.get(`${base}/:discussionId`, (c) => {
    const found = find(world, c, collection);
    const discussion = visible(found, findDiscussion(c, found));
    if (!discussion) return notFound('Discussion');
    return c.json(discussionEntity(world, found.project, found.noteable, discussion));
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const found = find(world, c, collection);
    const position = readPosition(parameters['position']);
    const discussion = addDiscussion(
      found.noteable,
      {
        body: requireText(parameters, 'body'),
        authorId: found.user.id,
        internal: optionalFlag(parameters, 'internal') ?? false,
        resolvable: collection === 'merge_requests',
        position,
      },
      false,
    );
    return c.json(discussionEntity(world, found.project, found.noteable, discussion), 201);
  });

  routes.post(`${base}/:discussionId/notes`, async (c) => {
    const parameters = await readParameters(c);
    const found = find(world, c, collection);
    const discussion = findDiscussion(c, found);
    const note = addReply(found.noteable, discussion, {
      body: requireText(parameters, 'body'),
      authorId: found.user.id,
    });
    return c.json(noteEntity(world, found.project, found.noteable, discussion, note), 201);
  });

  routes.put(`${base}/:discussionId`, async (c) => {
    const parameters = await readParameters(c);
    const found = find(world, c, collection);
    const discussion = findDiscussion(c, found);
    const resolved = optionalFlag(parameters, 'resolved');
    if (resolved === undefined) return refuse(400, { error: 'resolved is missing' });
    if (accessLevel(found.project, found.user) < AccessLevel.developer) return forbidden();
    setResolved(discussion, resolved, found.user.id);
    return c.json(discussionEntity(world, found.project, found.noteable, discussion));
  });
}

function readableNotes(found: Found): { discussion: Discussion; note: Note }[] {
  return found.noteable.discussions
    .flatMap((discussion) => discussion.notes.map((note) => ({ discussion, note })))
    .filter(({ note }) => canReadNote(found.project, found.user, note));
}

function noteRoutes(world: World, routes: Hono<SandboxEnv>, collection: Collection): void {
  const base = `/projects/:id/${collection}/:iid/notes`;
  const entity = (found: Found, one: { discussion: Discussion; note: Note }): object =>
    noteEntity(world, found.project, found.noteable, one.discussion, one.note);

  routes.get(base, (c) => {
    const found = find(world, c, collection, { jobToken: true });
    const list = readableNotes(found).toSorted((a, b) =>
      a.note.createdAt.localeCompare(b.note.createdAt),
    );
    if (c.req.query('sort') !== 'asc') list.reverse();
    return c.json(paginate(c, list, world.url).map((one) => entity(found, one)));
  });

  routes.get(`${base}/:noteId`, (c) => {
    const found = find(world, c, collection, { jobToken: true });
    const one = readableNotes(found).find(({ note }) => String(note.id) === c.req.param('noteId'));
    return one ? c.json(entity(found, one)) : notFound('Note');
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const found = find(world, c, collection);
    const discussion = addDiscussion(
      found.noteable,
      {
        body: requireText(parameters, 'body'),
        authorId: found.user.id,
        internal:
          optionalFlag(parameters, 'internal') ?? optionalFlag(parameters, 'confidential') ?? false,
      },
      true,
    );
    const [note] = discussion.notes;
    if (!note) return notFound('Note');
    return c.json(entity(found, { discussion, note }), 201);
  });

  routes.put(`${base}/:noteId`, async (c) => {
    const parameters = await readParameters(c);
    const found = find(world, c, collection);
    const one = readableNotes(found).find(({ note }) => String(note.id) === c.req.param('noteId'));
    if (!one) return notFound('Note');
    const maintainer = accessLevel(found.project, found.user) >= AccessLevel.maintainer;
    if (one.note.authorId !== found.user.id && !maintainer) return forbidden();
    one.note.body = requireText(parameters, 'body');
    one.note.updatedAt = new Date().toISOString();
    // GitLab touches what an edited note belongs to.
    found.noteable.updatedAt = one.note.updatedAt;
    return c.json(entity(found, one));
  });
}
