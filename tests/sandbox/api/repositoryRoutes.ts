import { Hono } from 'hono';
import { z } from 'zod';
import { afterPush } from '../git/afterPush.ts';
import { commitActions } from '../git/commitActions.ts';
import { branchHeads, commits, git, readFile, resolveCommit } from '../git/git.ts';
import { diffFiles } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import { AccessLevel, type Project, type User } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import { branchEntity, commitEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { diffEntity } from './mergeRequestRoutes.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { badParameter, forbidden, notFound, refuse } from './refuse.ts';

const Action = z.object({
  action: z.enum(['create', 'update', 'delete', 'move', 'chmod']),
  file_path: z.string().min(1),
  previous_path: z.string().optional(),
  content: z.string().optional(),
  encoding: z.string().optional(),
  execute_filemode: z.boolean().optional(),
});

const READ = { jobToken: true } as const;

/** Branches, files, commits. */
export function repositoryRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  async function branch(project: Project, user: User, name: string): Promise<object | null> {
    const heads = await branchHeads(project.repository);
    const sha = heads.get(name);
    const [commit] = sha ? await commits(project.repository, [sha], 1) : [];
    if (!commit) return null;
    return branchEntity(world, project, name, commit, branchRights(project, name, user));
  }

  routes.get('/projects/:id/repository/branches', async (c) => {
    const { project, user } = requireProject(world, c, AccessLevel.reporter, READ);
    const search = c.req.query('search') ?? '';
    const names = [...(await branchHeads(project.repository)).keys()];
    const page = paginate(
      c,
      names.filter((name) => name.includes(search)),
      world.url,
    );
    return c.json(await Promise.all(page.map((name) => branch(project, user, name))));
  });

  routes.get('/projects/:id/repository/branches/:branch', async (c) => {
    const { project, user } = requireProject(world, c, AccessLevel.reporter, READ);
    const found = await branch(project, user, c.req.param('branch'));
    return found ? c.json(found) : notFound('Branch');
  });

  routes.post('/projects/:id/repository/branches', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = requireProject(world, c, AccessLevel.developer);
    const name = requireText(parameters, 'branch');
    const ref = requireText(parameters, 'ref');
    if (!branchRights(project, name, user).canPush) return forbidden();
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return refuse(400, { message: `Invalid reference name: ${ref}` });
    const before = await branchHeads(project.repository);
    if (before.has(name)) return refuse(400, { message: 'Branch already exists' });
    await git(project.repository, ['update-ref', `refs/heads/${name}`, sha, '0'.repeat(40)]);
    await afterPush(world, project, user, before, { pipelines: true });
    return c.json((await branch(project, user, name)) ?? {}, 201);
  });

  routes.delete('/projects/:id/repository/branches/:branch', async (c) => {
    const { project, user } = requireProject(world, c, AccessLevel.developer);
    const name = c.req.param('branch');
    if (!(await branchHeads(project.repository)).has(name)) return notFound('Branch');
    if (branchRights(project, name, user).protected || name === project.defaultBranch) {
      return forbidden('The branch is protected');
    }
    await git(project.repository, ['update-ref', '-d', `refs/heads/${name}`]);
    return c.body(null, 204);
  });

  async function file(c: SandboxContext): Promise<{ bytes: Buffer; sha: string; path: string }> {
    const { project } = requireProject(world, c, AccessLevel.reporter, READ);
    const path = c.req.param('path') ?? '';
    const ref = c.req.query('ref') ?? 'HEAD';
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return notFound('Commit');
    const bytes = await readFile(project.repository, sha, path);
    return bytes ? { bytes, sha, path } : notFound('File');
  }

  routes.get('/projects/:id/repository/files/:path/raw', async (c) => {
    const { bytes } = await file(c);
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'text/plain; charset=utf-8' });
  });

  routes.get('/projects/:id/repository/files/:path', async (c) => {
    const { bytes, sha, path } = await file(c);
    return c.json({
      file_name: path.split('/').at(-1),
      file_path: path,
      size: bytes.length,
      encoding: 'base64',
      content: bytes.toString('base64'),
      ref: c.req.query('ref') ?? 'HEAD',
      commit_id: sha,
      last_commit_id: sha,
    });
  });

  routes.get('/projects/:id/repository/tree', async (c) => {
    const { project } = requireProject(world, c, AccessLevel.reporter);
    const sha = await resolveCommit(
      project.repository,
      c.req.query('ref') ?? project.defaultBranch,
    );
    if (!sha) return notFound('Tree');
    const recursive = c.req.query('recursive') === 'true' ? ['-r', '-t'] : [];
    const path = c.req.query('path');
    const listed = await git(project.repository, [
      'ls-tree',
      ...recursive,
      sha,
      '--',
      ...(path ? [`${path.replace(/\/$/, '')}/`] : []),
    ]);
    if (path && listed.trim() === '') return notFound('invalid revision or path');
    const entries = listed.split('\n').flatMap((line) => {
      const match = /^(\d+) (\w+) (\w+)\t(.*)$/.exec(line);
      return match?.[4] === undefined
        ? []
        : [
            {
              id: match[3],
              name: match[4].split('/').at(-1),
              type: match[2],
              path: match[4],
              mode: match[1],
            },
          ];
    });
    return c.json(paginate(c, entries, world.url));
  });

  routes.get('/projects/:id/repository/commits', async (c) => {
    const { project } = requireProject(world, c, AccessLevel.reporter);
    const ref = c.req.query('ref_name') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    const list = sha ? await commits(project.repository, [sha], 500) : [];
    const page = paginate(c, list, world.url);
    return c.json(page.map((commit) => commitEntity(world, project, commit)));
  });

  routes.get('/projects/:id/repository/commits/:sha', async (c) => {
    const { project } = requireProject(world, c, AccessLevel.reporter);
    const sha = await resolveCommit(project.repository, c.req.param('sha'));
    const [commit] = sha ? await commits(project.repository, [sha], 1) : [];
    return commit ? c.json(commitEntity(world, project, commit)) : notFound('Commit');
  });

  routes.get('/projects/:id/repository/commits/:sha/diff', async (c) => {
    const { project } = requireProject(world, c, AccessLevel.reporter);
    const sha = await resolveCommit(project.repository, c.req.param('sha'));
    if (!sha) return notFound('Commit');
    const files = await diffFiles(project.repository, `${sha}^`, sha);
    return c.json(paginate(c, files, world.url).map(diffEntity));
  });

  routes.post('/projects/:id/repository/commits', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = requireProject(world, c, AccessLevel.developer);
    return world.lock(project.repository, () => makeCommit(world, c, project, user, parameters));
  });
  return routes;
}

async function makeCommit(
  world: World,
  c: SandboxContext,
  project: Project,
  user: User,
  parameters: Record<string, unknown>,
): Promise<Response> {
  const name = requireText(parameters, 'branch');
  const message = requireText(parameters, 'commit_message');
  const actions = z.array(Action).safeParse(parameters['actions']);
  if (!actions.success) return badParameter('actions is invalid');
  if (!branchRights(project, name, user).canPush) {
    return forbidden('You are not allowed to push into this branch');
  }
  const before = await branchHeads(project.repository);
  const start = optionalText(parameters, 'start_branch') ?? optionalText(parameters, 'start_sha');
  const force = optionalFlag(parameters, 'force') === true;
  if (start !== undefined && before.has(name) && !force) {
    return refuse(400, {
      message: `A branch called '${name}' already exists. Switch to that branch in order to make changes`,
    });
  }
  const parent = await resolveCommit(project.repository, start ?? name);
  if (!parent) {
    return refuse(400, {
      message: 'You can only create or edit files when you are on a branch',
    });
  }
  const made = await commitActions(project.repository, parent, message, actions.data, {
    name: optionalText(parameters, 'author_name') ?? user.name,
    email: optionalText(parameters, 'author_email') ?? user.email,
  });
  if ('error' in made) return refuse(400, { message: made.error });
  await git(project.repository, ['update-ref', `refs/heads/${name}`, made.sha]);
  await afterPush(world, project, user, before, { pipelines: true });
  const [commit] = await commits(project.repository, [made.sha], 1);
  if (!commit) return notFound('Commit');
  return c.json(
    {
      ...commitEntity(world, project, commit),
      stats: { additions: 0, deletions: 0, total: 0 },
      status: null,
      project_id: project.id,
      last_pipeline: null,
    },
    201,
  );
}
