import { Hono } from 'hono';
import { addDiscussion, addReply, setResolved } from '../state/discussions.ts';
import {
  type DraftNote,
  type MergeRequest,
  type Project,
  type User,
  nextId,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { type Entity, positionEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { signedScene } from './guard.ts';
import { mayResolve } from './noteableRoutes.ts';
import { optionalFlag, optionalText, readParameters } from './parameters.ts';
import { emptyPosition, place as placeInDiff, readPosition } from './positions.ts';
import { quickActions } from './quickActions.ts';
import { badParameter, noSuchRecord, refuse } from './refuse.ts';
import { readSuggestions } from './suggestions.ts';

interface Review {
  project: Project;
  user: User;
  mergeRequest: MergeRequest;
  /** Those of the user, oldest first. */
  drafts: DraftNote[];
}

function review(c: SandboxContext): Review {
  const { project, user } = signedScene(c);
  const iid = Number(c.req.param('iid'));
  const mergeRequest = project.mergeRequests.find((one) => one.iid === iid) ?? noSuchRecord();
  mergeRequest.drafts ??= [];
  const drafts = mergeRequest.drafts.filter(({ authorId }) => authorId === user.id);
  return { project, user, mergeRequest, drafts };
}

function find(c: SandboxContext): Review & { draft: DraftNote } {
  const found = review(c);
  const draft = found.drafts.find(({ id }) => id === Number(c.req.param('draftId')));
  return draft ? { ...found, draft } : noSuchRecord();
}

/** Notes of a review that nobody but their author sees yet. GitLab takes them almost unchecked. */
export function draftNoteRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/merge_requests/:iid/draft_notes';

  routes.get(base, (c) => {
    const { mergeRequest, drafts } = review(c);
    // GitLab gives this list whole.
    return c.json(drafts.map((one) => draftEntity(mergeRequest, one)));
  });
  routes.get(`${base}/:draftId`, (c) => {
    const { mergeRequest, draft } = find(c);
    return c.json(draftEntity(mergeRequest, draft));
  });

  routes.post(`${base}/bulk_publish`, async (c) => {
    const found = review(c);
    await publish(world, c, found, found.drafts);
    return c.body(null, 204);
  });
  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const found = review(c);
    const draft = await makeDraft(found, parameters);
    found.mergeRequest.drafts?.push(draft);
    return c.json(draftEntity(found.mergeRequest, draft), 201);
  });
  routes.put(`${base}/:draftId/publish`, async (c) => {
    const found = find(c);
    await publish(world, c, found, [found.draft]);
    return c.body(null, 204);
  });
  routes.put(`${base}/:draftId`, async (c) => {
    const parameters = await readParameters(c);
    const { mergeRequest, draft } = find(c);
    draft.note = optionalText(parameters, 'note') ?? draft.note;
    return c.json(draftEntity(mergeRequest, draft));
  });
  routes.delete(`${base}/:draftId`, (c) => {
    const { mergeRequest, draft } = find(c);
    mergeRequest.drafts = mergeRequest.drafts?.filter((one) => one !== draft) ?? [];
    return c.body(null, 204);
  });
  return routes;
}

function invalid(words: string): never {
  return refuse(400, { message: { base: [words] } });
}

async function makeDraft(
  { project, user, mergeRequest }: Review,
  parameters: Record<string, unknown>,
): Promise<DraftNote> {
  const note = parameters['note'];
  if (typeof note !== 'string') return badParameter('note is missing');
  const replyTo = optionalText(parameters, 'in_reply_to_discussion_id') ?? null;
  const thread = mergeRequest.discussions.find(({ id }) => id === replyTo);
  if (replyTo !== null && !thread) invalid('Thread to reply to cannot be found');
  const resolves = optionalFlag(parameters, 'resolve_discussion') ?? false;
  if (resolves && !(thread && mayResolve(project, user, mergeRequest, thread))) {
    invalid('User is not allowed to resolve thread');
  }
  const position = readPosition(parameters['position']);
  const placed = position && (await placeInDiff(project, mergeRequest, position));
  return {
    id: nextId(),
    authorId: user.id,
    note,
    position: placed?.position ?? null,
    lineCode: placed?.lineCode ?? null,
    isUnchangedLine: placed?.isUnchangedLine ?? false,
    replyTo,
    resolves,
  };
}

/** A line that GitLab could not find: published it is lost, or made again and again. */
function isLost({
  position,
  lineCode,
  isUnchangedLine,
}: DraftNote): 'dropped' | 'exception' | null {
  if (position?.position_type !== 'text' || lineCode !== null) return null;
  return isUnchangedLine ? 'exception' : 'dropped';
}

async function publish(
  world: World,
  c: SandboxContext,
  place: Review,
  drafts: readonly DraftNote[],
): Promise<void> {
  const { mergeRequest } = place;
  for (const draft of drafts) {
    if (isLost(draft) !== 'dropped') await publishOne(world, c, place, draft);
  }
  // The notes are made by then, and the drafts stay: at the next try they are made once more.
  if (drafts.some((draft) => isLost(draft) === 'exception')) {
    refuse(500, { message: '500 Internal Server Error' });
  }
  mergeRequest.drafts = mergeRequest.drafts?.filter((one) => !drafts.includes(one)) ?? [];
}

async function publishOne(
  world: World,
  c: SandboxContext,
  { project, user, mergeRequest }: Review,
  draft: DraftNote,
): Promise<void> {
  const acted = quickActions(c, { world, project, user, noteable: mergeRequest }, draft.note);
  if (acted.text.trim() === '') return;
  const thread = mergeRequest.discussions.find(({ id }) => id === draft.replyTo);
  const suggestions = await readSuggestions(project, acted.text, draft.position);
  const note = { body: acted.text, authorId: user.id };
  if (thread) addReply(mergeRequest, thread, note);
  else {
    const made = addDiscussion(
      mergeRequest,
      { ...note, resolvable: true, position: draft.position },
      false,
    );
    if (made.notes[0]) made.notes[0].suggestions = suggestions;
  }
  if (thread && draft.resolves) setResolved(thread, true, user.id);
}

function draftEntity(mergeRequest: MergeRequest, draft: DraftNote): Entity {
  const nowhere = { base_sha: null, start_sha: null, head_sha: null };
  return {
    id: draft.id,
    author_id: draft.authorId,
    merge_request_id: mergeRequest.id,
    resolve_discussion: draft.resolves,
    discussion_id: draft.replyTo,
    note: draft.note,
    commit_id: null,
    line_code: draft.lineCode,
    position: draft.position
      ? positionEntity(draft.position)
      : { ...positionEntity(emptyPosition()), ...nowhere },
  };
}
