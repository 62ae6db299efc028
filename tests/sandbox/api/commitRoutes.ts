import type { Hono } from 'hono';
import { z } from 'zod';
import { afterPush } from '../git/afterPush.ts';
import { type CommitAction, commitActions } from '../git/commitActions.ts';
import { commits, git, resolveCommit } from '../git/git.ts';
import { readBranches } from '../git/objects.ts';
import { writeRef } from '../git/refs.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';
import { diffFiles } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import { brokenRule, pusherOf } from '../git/pushRules.ts';
import type { Project, User } from '../state/State.ts';
import type { World } from '../World.ts';
import { diffEntity } from './diffEntity.ts';
import { commitEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { badParameter, badRequest, forbidden, notFound, refuse } from './refuse.ts';
import { fullCommitEntity } from './repositoryRoutes.ts';

const ACTIONS = ['create', 'update', 'move', 'delete', 'chmod'] as const;
const Action = z.object({
  action: z.enum(ACTIONS),
  file_path: z.string().min(1),
  previous_path: z.string().optional(),
  content: z.string().optional(),
  encoding: z.string().optional(),
  execute_filemode: z.boolean().optional(),
  last_commit_id: z.string().optional(),
});

async function find(c: SandboxContext): Promise<{ project: Project; sha: string }> {
  const { project } = scene(c);
  const sha = await resolveCommit(project.repository, c.req.param('sha') ?? '');
  return sha ? { project, sha } : notFound('Commit');
}

/** Commits: list, read, make. */
export function commitRoutes(world: World, routes: Hono<SandboxEnv>): void {
  const base = '/projects/:id/repository/commits';

  routes.get(base, async (c) => {
    const { project } = scene(c);
    const ref = c.req.query('ref_name') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    const list = sha ? await commits(project.repository, [sha], 500) : [];
    const page = paginate(c, list, world.url, { counted: false });
    return c.json(page.map((commit) => commitEntity(world, project, commit)));
  });

  routes.get(`${base}/:sha`, async (c) => {
    const { project, sha } = await find(c);
    const [commit] = await commits(project.repository, [sha], 1);
    return commit ? c.json(await fullCommitEntity(world, project, commit)) : notFound('Commit');
  });

  routes.get(`${base}/:sha/diff`, async (c) => {
    const { project, sha } = await find(c);
    const files = await diffFiles(project.repository, `${sha}^`, sha);
    const { version } = world.state.settings;
    const page = paginate(c, files, world.url);
    return c.json(page.map((file) => diffEntity(version, file, { whole: true })));
  });

  // Nothing here is signed.
  routes.get(`${base}/:sha/signature`, async (c) => {
    await find(c);
    return notFound('Signature');
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    return world.lock(project.repository, () => makeCommit(world, c, project, user, parameters));
  });
}

function readActions(parameters: Record<string, unknown>): CommitAction[] {
  const list = z.array(z.record(z.string(), z.unknown())).safeParse(parameters['actions'] ?? []);
  if (!list.success) return badParameter('actions is invalid');
  if (list.data.length === 0 && optionalFlag(parameters, 'allow_empty') !== true) {
    return badRequest('Provide at least one action, or set allow_empty to true');
  }
  return list.data.map((value, index) => {
    if (!ACTIONS.some((known) => known === value['action'])) {
      return badRequest(
        `actions[${index}][action] must be one of: create, update, move, delete, chmod`,
      );
    }
    if (value['action'] === 'move' && !value['previous_path']) {
      return badRequest(`actions[${index}][previous_path] is required for move action`);
    }
    const action = Action.safeParse(value);
    return action.success ? action.data : badParameter('actions is invalid');
  });
}

/** The push rule that a commit of GitLab's own making breaks; it counts as signed, and as its user's. */
function ruleAgainst(
  world: World,
  project: Project,
  user: User,
  made: { name: string; message: string; author: { name: string; email: string } },
): string | null {
  const rule = project.settings.pushRule;
  if (rule === null) return null;
  const commit = {
    message: made.message,
    authorName: made.author.name,
    authorEmail: made.author.email,
    committerEmail: user.email,
    isSigned: true,
  };
  return brokenRule(rule, made.name, [commit], pusherOf(world, project, user));
}

async function makeCommit(
  world: World,
  c: SandboxContext,
  project: Project,
  user: User,
  parameters: Record<string, unknown>,
): Promise<Response> {
  const name = requireText(parameters, 'branch');
  if (parameters['commit_message'] === '') return badRequest('commit_message is required');
  const message = requireText(parameters, 'commit_message');
  const actions = readActions(parameters);
  if (!branchRights(project, name, user).canPush) {
    return forbidden('You are not allowed to push into this branch');
  }
  const author = {
    name: optionalText(parameters, 'author_name') ?? user.name,
    email: optionalText(parameters, 'author_email') ?? user.email,
  };
  const broken = ruleAgainst(world, project, user, { name, message, author });
  if (broken !== null) return refuse(400, { message: broken });
  if (name.includes('..')) {
    return refuse(400, {
      message: `Something went wrong when we tried to create '${name}' for you: Branch name is invalid`,
    });
  }
  const before = await readBranches(project.repository);
  const start = optionalText(parameters, 'start_branch') ?? optionalText(parameters, 'start_sha');
  const force = optionalFlag(parameters, 'force') === true;
  if (start !== undefined && before.has(name) && !force) {
    return refuse(400, {
      message: `A branch called '${name}' already exists. Switch to that branch in order to make changes`,
    });
  }
  const empty = isEmptyRepository(project);
  const parent = await resolveCommit(project.repository, start ?? name);
  if (!parent && !empty) {
    return refuse(400, {
      message: 'You can only create or edit files when you are on a branch',
    });
  }
  const made = await commitActions(project.repository, parent, message, actions, author);
  if ('error' in made) return refuse(400, { message: made.error });
  await writeRef(project.repository, `refs/heads/${name}`, made.sha);
  // The first branch of an empty repository becomes its default branch, whatever was to be it.
  if (empty) {
    project.defaultBranch = name;
    await git(project.repository, ['symbolic-ref', 'HEAD', `refs/heads/${name}`]);
  }
  await afterPush(world, project, user, before, { pipelines: true });
  const [commit] = await commits(project.repository, [made.sha], 1);
  if (!commit) return notFound('Commit');
  return c.json(await fullCommitEntity(world, project, commit), 201);
}
