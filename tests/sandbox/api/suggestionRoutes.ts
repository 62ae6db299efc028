import { Hono } from 'hono';
import { afterPush } from '../git/afterPush.ts';
import { commitActions } from '../git/commitActions.ts';
import { readFile } from '../git/git.ts';
import { readBranches } from '../git/objects.ts';
import { writeRef } from '../git/refs.ts';
import { branchRights } from '../git/protection.ts';
import type { MergeRequest, Note, Project, Suggestion, User } from '../state/State.ts';
import type { World } from '../World.ts';
import { suggestionEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { signedUser } from './guard.ts';
import { optionalText, readParameters } from './parameters.ts';
import { forbidden, refuse } from './refuse.ts';

interface Found {
  project: Project;
  mergeRequest: MergeRequest;
  note: Note;
  suggestion: Suggestion;
}

/** Applying what a note proposes. */
export function suggestionRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.put('/suggestions/:suggestionId/apply', async (c) => {
    const parameters = await readParameters(c);
    const user = signedUser(c);
    const found = find(world, Number(c.req.param('suggestionId')));
    if (!found) {
      return refuse(404, {
        message: 'Suggestion is not applicable as the suggestion was not found.',
      });
    }
    const { project, mergeRequest, suggestion } = found;
    const { canPush } = branchRights(project, mergeRequest.sourceBranch, user);
    if (!canPush || mergeRequest.sourceProjectId !== undefined) return forbidden();
    // The answer still shows it as it was.
    const entity = suggestionEntity(suggestion);
    if (entity['appliable'] !== true) {
      return refuse(400, { message: "Can't apply this suggestion." });
    }
    await world.lock(project.repository, () =>
      apply(world, found, user, optionalText(parameters, 'commit_message')),
    );
    return c.json(entity);
  });
  return routes;
}

function find(world: World, id: number): Found | null {
  for (const project of world.state.projects) {
    for (const mergeRequest of project.mergeRequests) {
      for (const note of mergeRequest.discussions.flatMap(({ notes }) => notes)) {
        const suggestion = note.suggestions?.find((one) => one.id === id);
        if (suggestion) return { project, mergeRequest, note, suggestion };
      }
    }
  }
  return null;
}

async function apply(world: World, found: Found, user: User, message?: string): Promise<void> {
  const { project, mergeRequest, note, suggestion } = found;
  const path = note.position?.new_path ?? '';
  const text = (await readFile(project.repository, mergeRequest.sha, path))?.toString('utf8') ?? '';
  const lines = text.split(/(?<=\n)/);
  const { fromLine, toLine, toContent } = suggestion;
  lines.splice(fromLine - 1, toLine - fromLine + 1, toContent);
  const before = await readBranches(project.repository);
  const made = await commitActions(
    project.repository,
    mergeRequest.sha,
    message ?? 'Apply 1 suggestion(s) to 1 file(s)',
    [{ action: 'update', file_path: path, content: lines.join('') }],
    user,
  );
  if ('error' in made) return refuse(400, { message: made.error });
  await writeRef(project.repository, `refs/heads/${mergeRequest.sourceBranch}`, made.sha);
  suggestion.appliedById = user.id;
  await afterPush(world, project, user, before, { pipelines: true });
}
