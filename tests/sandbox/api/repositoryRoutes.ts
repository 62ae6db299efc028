/** Over 250 lines: branches, files and commits, one route after another. */

import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { afterPush } from '../git/afterPush.ts';
import { commits, numstat, resolveCommit } from '../git/git.ts';
import { commonAncestor, lastCommitOf } from '../git/history.ts';
import { readBlob, readBranches, readObject } from '../git/objects.ts';
import type { GitCommit } from '../git/readCommit.ts';
import { deleteRef, isBranchName, writeRef } from '../git/refs.ts';
import { entriesIn, entryAt } from '../git/trees.ts';
import { diffFiles } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import type { Project, User } from '../state/State.ts';
import type { World } from '../World.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';
import { commitRoutes } from './commitRoutes.ts';
import { branchEntity, commitEntity, type Entity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { diffEntity } from './diffEntity.ts';
import { paginate, paginateByKeyset } from './paginate.ts';
import { readParameters, requireText } from './parameters.ts';
import { pipelineEntity } from './pipelineEntities.ts';
import { forbidden, notFound, refuse } from './refuse.ts';

/** A commit as it is shown alone. */
export async function fullCommitEntity(
  world: World,
  project: Project,
  commit: GitCommit,
): Promise<Entity> {
  const last = project.pipelines.findLast(({ sha }) => sha === commit.id);
  const { additions, deletions } = await numstat(project.repository, commit.id);
  return {
    ...commitEntity(world, project, commit),
    stats: { additions, deletions, total: additions + deletions },
    status: null,
    project_id: project.id,
    last_pipeline: last ? pipelineEntity(world, project, last, 'basic') : null,
  };
}

/** Branches, files, commits. */
export function repositoryRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  async function branch(project: Project, user: User | null, name: string): Promise<object | null> {
    const heads = await readBranches(project.repository);
    const sha = heads.get(name);
    const [commit] = sha ? await commits(project.repository, [sha], 1) : [];
    if (!commit) return null;
    return branchEntity(world, project, name, commit, branchRights(project, name, user));
  }

  routes.get('/projects/:id/repository/branches', async (c) => {
    const { project, user } = scene(c);
    const search = c.req.query('search') ?? '';
    const names = [...(await readBranches(project.repository)).keys()];
    const page = paginate(
      c,
      names.filter((name) => isFound(name, search)),
      world.url,
    );
    return c.json(await Promise.all(page.map((name) => branch(project, user, name))));
  });

  routes.get('/projects/:id/repository/branches/:branch', async (c) => {
    const { project, user } = scene(c);
    const name = c.req.param('branch');
    if (!isBranchName(name)) return refuse(400, { message: 'The branch refname is invalid' });
    const found = await branch(project, user, name);
    return found ? c.json(found) : notFound('Branch');
  });

  routes.post('/projects/:id/repository/branches', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const name = requireText(parameters, 'branch');
    const ref = requireText(parameters, 'ref');
    if (!branchRights(project, name, user).canPush) return forbidden();
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return refuse(400, { message: `Invalid reference name: ${ref}` });
    const before = await readBranches(project.repository);
    if (before.has(name)) return refuse(400, { message: 'Branch already exists' });
    await writeRef(project.repository, `refs/heads/${name}`, sha);
    await afterPush(world, project, user, before, { pipelines: true });
    return c.json((await branch(project, user, name)) ?? {}, 201);
  });

  routes.delete('/projects/:id/repository/branches/:branch', async (c) => {
    const { project, user } = signedScene(c);
    const name = c.req.param('branch');
    const rights = branchRights(project, name, user);
    if (!rights.canPush) return forbidden();
    if (!(await readBranches(project.repository)).has(name)) return notFound('Branch');
    if (rights.protected || name === project.defaultBranch) {
      return forbidden('The branch is protected');
    }
    await deleteRef(project.repository, `refs/heads/${name}`);
    return c.body(null, 204);
  });
  fileRoutes(world, routes);
  commitRoutes(world, routes);
  return routes;
}

/** `^begin` and `end$` as GitLab's search has them. */
function isFound(name: string, search: string): boolean {
  const bare = search.replace(/^\^/, '').replace(/\$$/, '').toLowerCase();
  const text = name.toLowerCase();
  if (search.startsWith('^') && search.endsWith('$')) return text === bare;
  if (search.startsWith('^')) return text.startsWith(bare);
  return search.endsWith('$') ? text.endsWith(bare) : text.includes(bare);
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
};

async function file(c: SandboxContext) {
  const { project } = scene(c);
  const path = c.req.param('path') ?? '';
  const ref = c.req.query('ref') ?? 'HEAD';
  const commit = await resolveCommit(project.repository, ref);
  if (!commit) return notFound('Commit');
  const blob = await readBlob(project.repository, commit, path);
  if (!blob) return notFound('File');
  const entry = await entryAt(project.repository, commit, path);
  return {
    bytes: blob.bytes,
    path,
    name: path.split('/').at(-1) ?? path,
    ref: c.req.query('ref') ?? '',
    commitId: commit,
    blobId: blob.oid,
    lastCommitId: await lastCommitOf(project.repository, commit, path),
    executable: entry?.mode === '100755',
  };
}

function fileRoutes(world: World, routes: Hono<SandboxEnv>): void {
  routes.get('/projects/:id/repository/files/:path/raw', async (c) => {
    const found = await file(c);
    const { name } = found;
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8';
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': type,
      'content-disposition': `inline; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-gitlab-blob-id': found.blobId,
      'x-gitlab-commit-id': found.commitId,
      'x-gitlab-content-sha256': createHash('sha256').update(found.bytes).digest('hex'),
      'x-gitlab-encoding': 'base64',
      'x-gitlab-execute-filemode': String(found.executable),
      'x-gitlab-file-name': encodeURIComponent(name),
      'x-gitlab-file-path': encodeURI(found.path),
      'x-gitlab-last-commit-id': found.lastCommitId,
      'x-gitlab-ref': found.ref,
      'x-gitlab-size': String(found.bytes.length),
    });
  });

  routes.get('/projects/:id/repository/files/:path', async (c) => {
    const found = await file(c);
    return c.json({
      file_name: found.name,
      file_path: found.path,
      size: found.bytes.length,
      encoding: 'base64',
      content_sha256: createHash('sha256').update(found.bytes).digest('hex'),
      ref: found.ref,
      blob_id: found.blobId,
      commit_id: found.commitId,
      last_commit_id: found.lastCommitId,
      execute_filemode: found.executable,
      content: found.bytes.toString('base64'),
    });
  });

  routes.get('/projects/:id/repository/blobs/:sha/raw', async (c) => {
    const { project } = scene(c);
    const bytes = await readObject(project.repository, c.req.param('sha'));
    if (!bytes) return notFound('Blob');
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'text/plain; charset=utf-8' });
  });

  routes.get('/projects/:id/repository/tree', async (c) => {
    const { project } = scene(c);
    const ref = c.req.query('ref') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    if (!sha || isEmptyRepository(project)) return notFound('Tree');
    const path = c.req.query('path')?.replace(/\/$/, '') ?? '';
    const recursive = c.req.query('recursive') === 'true';
    const found = await entriesIn(project.repository, sha, path, recursive);
    if (!found) return notFound('invalid revision or path');
    const entries = found.map(({ oid, path: at, type, mode }) => {
      return { id: oid, name: at.split('/').at(-1), type, path: at, mode };
    });
    // GitLab lists folders first.
    const sorted = [
      ...entries.filter(({ type }) => type === 'tree'),
      ...entries.filter(({ type }) => type !== 'tree'),
    ];
    if (c.req.query('pagination') === 'keyset') {
      const key = { parameter: 'page_token', of: ({ path: at }: { path: string }) => at };
      return c.json(paginateByKeyset(c, sorted, world.url, key));
    }
    return c.json(paginate(c, sorted, world.url));
  });

  routes.get('/projects/:id/repository/compare', async (c) => {
    const { project } = scene(c);
    const sides = ['from', 'to'].map((name) => requireText({ ...c.req.query() }, name));
    const [from, to] = await Promise.all(
      sides.map((side) => resolveCommit(project.repository, side)),
    );
    if (!from || !to) return notFound('Ref');
    const list = await commits(project.repository, [`${from}..${to}`]);
    const [last] = list;
    const entities = list.toReversed().map((commit) => commitEntity(world, project, commit));
    const base = await commonAncestor(project.repository, from, to);
    return c.json({
      commit: last ? commitEntity(world, project, last) : null,
      commits: entities,
      diffs: (await diffFiles(project.repository, base, to)).map((one) =>
        diffEntity(world.state.settings.version, one),
      ),
      compare_timeout: false,
      compare_same_ref: from === to,
      web_url: `${world.url}/${project.namespace.path}/${project.path}/-/compare/${from}...${to}`,
    });
  });
}
