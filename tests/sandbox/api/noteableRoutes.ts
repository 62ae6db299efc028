/** Over 250 lines: notes and discussions of issues and merge requests, which have one set of rules. */

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
import type { World } from '../World.ts';
import { discussionEntity, noteEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, readParameters, requireText } from './parameters.ts';
import { place, positionRefusal, readPosition } from './positions.ts';
import { quickActions } from './quickActions.ts';
import { badParameter, badRequest, forbidden, noSuchRecord, notFound, refuse } from './refuse.ts';
import { readSuggestions } from './suggestions.ts';

type Collection = 'issues' | 'merge_requests';

/** True where a confidential issue is closed to this user: GitLab answers 404 then. */
export function canRead(
  project: Project,
  user: User | null,
  noteable: Issue | MergeRequest,
): boolean {
  if (noteable.kind !== 'issue' || !noteable.confidential) return true;
  return (
    accessLevel(project, user) >= AccessLevel.planner ||
    (user !== null && (noteable.authorId === user.id || noteable.assigneeIds.includes(user.id)))
  );
}

/** Internal notes are for Planners and above. */
export function canReadNote(project: Project, user: User | null, note: Note): boolean {
  return !note.internal || accessLevel(project, user) >= AccessLevel.planner;
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
  user: User | null;
  noteable: Issue | MergeRequest;
}

function find(c: SandboxContext, collection: Collection): Found {
  const { project, user } = scene(c);
  const noteable = findNoteable(project, collection, Number(c.req.param('iid')));
  return noteable && canRead(project, user, noteable)
    ? { project, user, noteable }
    : noSuchRecord();
}

/** As `find`, for who writes: in a locked discussion members alone (`app/policies/issuable_policy.rb`). */
function findToWrite(c: SandboxContext, collection: Collection): Found & { user: User } {
  const found = { ...find(c, collection), user: signedScene(c).user };
  const { project, user, noteable } = found;
  const isMember = accessLevel(project, user) > AccessLevel.none;
  return noteable.locked === true && !isMember ? forbidden() : found;
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
    const found = find(c, collection);
    const list = found.noteable.discussions.flatMap((one) => visible(found, one) ?? []);
    const page = paginate(c, list, world.url);
    return c.json(page.map((one) => discussionEntity(world, found.project, found.noteable, one)));
  });

  routes.get(`${base}/:discussionId`, (c) => {
    const found = find(c, collection);
    const discussion = visible(found, findDiscussion(c, found));
    if (!discussion) return notFound('Discussion');
    return c.json(discussionEntity(world, found.project, found.noteable, discussion));
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const found = findToWrite(c, collection);
    const body = readBody(parameters);
    const position = await readPlace(found, parameters);
    checkLimit(world, found.user);
    const discussion = addDiscussion(
      found.noteable,
      { body, authorId: found.user.id, resolvable: true, position },
      false,
    );
    const [note] = discussion.notes;
    if (note) note.suggestions = await readSuggestions(found.project, body, position);
    return c.json(discussionEntity(world, found.project, found.noteable, discussion), 201);
  });

  routes.post(`${base}/:discussionId/notes`, async (c) => {
    const parameters = await readParameters(c);
    const found = findToWrite(c, collection);
    const discussion = findDiscussion(c, found);
    const body = readBody(parameters);
    checkLimit(world, found.user);
    const note = addReply(found.noteable, discussion, { body, authorId: found.user.id });
    return c.json(noteEntity(world, found.project, found.noteable, discussion, note), 201);
  });

  routes.put(`${base}/:discussionId`, async (c) => {
    const parameters = await readParameters(c);
    const found = findToWrite(c, collection);
    const discussion = findDiscussion(c, found);
    const resolved = optionalFlag(parameters, 'resolved');
    if (resolved === undefined) return badParameter('resolved is missing');
    if (!mayResolve(found.project, found.user, found.noteable, discussion)) return forbidden();
    setResolved(discussion, resolved, found.user.id);
    return c.json(discussionEntity(world, found.project, found.noteable, discussion));
  });
}

/** Developers, who wrote the first note, and who made the merge request. */
export function mayResolve(
  project: Project,
  user: User,
  noteable: Issue | MergeRequest,
  discussion: Discussion,
): boolean {
  return (
    accessLevel(project, user) >= AccessLevel.developer ||
    discussion.notes[0]?.authorId === user.id ||
    (noteable.kind === 'merge_request' && noteable.authorId === user.id)
  );
}

const LONGEST_NOTE = 1_000_000;

/** A note's text; GitLab's own model refuses what is blank or too long. */
function readBody(parameters: Record<string, unknown>): string {
  const body = parameters['body'];
  if (body === undefined || body === null) return badParameter('body is missing');
  if (typeof body !== 'string' || body.trim() === '') {
    return badRequest('Note {:note=>["can\'t be blank"]}');
  }
  if ([...body].length > LONGEST_NOTE) {
    return badRequest(`Note {:note=>["is too long (maximum is ${LONGEST_NOTE} characters)"]}`);
  }
  return body;
}

async function readPlace(
  { project, noteable }: Found,
  parameters: Record<string, unknown>,
): Promise<Position | null> {
  const position = readPosition(parameters['position']);
  if (!position) return null;
  // GitLab's own exception: an issue has no diff.
  if (noteable.kind === 'issue') return refuse(500, { message: '500 Internal Server Error' });
  const placed = await place(project, noteable, position);
  const why = positionRefusal(placed);
  return why === null ? placed.position : badRequest(why);
}

/** `notes_create_limit`: so many notes of one user a minute, wherever they are made. */
function checkLimit(world: World, user: User): void {
  const now = Date.now();
  const recent = (world.notesAt.get(user.id) ?? []).filter((at) => now - at < 60_000);
  if (recent.length >= world.state.settings.notesPerMinute) {
    refuse(
      429,
      {
        message: {
          error: 'This endpoint has been requested too many times. Try again later.',
        },
      },
      { 'retry-after': '60' },
    );
  }
  world.notesAt.set(user.id, [...recent, now]);
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
    const found = find(c, collection);
    const list = readableNotes(found).toSorted((a, b) =>
      a.note.createdAt.localeCompare(b.note.createdAt),
    );
    if (c.req.query('sort') !== 'asc') list.reverse();
    return c.json(paginate(c, list, world.url).map((one) => entity(found, one)));
  });

  routes.get(`${base}/:noteId`, (c) => {
    const found = find(c, collection);
    const one = readableNotes(found).find(({ note }) => String(note.id) === c.req.param('noteId'));
    return one ? c.json(entity(found, one)) : notFound('Note');
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const found = findToWrite(c, collection);
    const { project, user, noteable } = found;
    const written = readBody(parameters);
    checkLimit(world, user);
    const acted = quickActions(c, { world, project, user, noteable }, written);
    if (acted.alone) {
      return c.json({ commands_changes: acted.changes, summary: acted.summary }, 202);
    }
    const wanted = optionalFlag(parameters, 'internal') ?? optionalFlag(parameters, 'confidential');
    const discussion = addDiscussion(
      noteable,
      {
        body: acted.text,
        authorId: user.id,
        // Who may not make an internal note makes a public one, and is not told.
        internal: wanted === true && accessLevel(project, user) >= AccessLevel.planner,
      },
      true,
    );
    const [note] = discussion.notes;
    if (!note) return notFound('Note');
    return c.json(noteEntity(world, project, noteable, discussion, note, acted.changes), 201);
  });

  routes.put(`${base}/:noteId`, async (c) => {
    const body = requireText(await readParameters(c), 'body');
    const found = findToWrite(c, collection);
    const { project, user, noteable } = found;
    const one = readableNotes(found).find(({ note }) => String(note.id) === c.req.param('noteId'));
    if (!one) return notFound('Note');
    const maintainer = accessLevel(project, user) >= AccessLevel.maintainer;
    if (one.note.authorId !== user.id && !maintainer) return forbidden();
    const acted = quickActions(c, { world, project, user, noteable }, body);
    if (acted.alone) {
      // What is left of the note is nothing, so GitLab removes it.
      one.discussion.notes = one.discussion.notes.filter((note) => note !== one.note);
      return c.json({ commands_changes: acted.changes, summary: acted.summary }, 202);
    }
    one.note.body = acted.text;
    one.note.updatedAt = new Date().toISOString();
    // GitLab touches what an edited note belongs to.
    noteable.updatedAt = one.note.updatedAt;
    return c.json(entity(found, one));
  });
}
