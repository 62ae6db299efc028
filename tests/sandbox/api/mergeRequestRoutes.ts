/** Over 250 lines: one route after another, with creating and merging at the end. */

import { Hono } from 'hono';
import { afterPush } from '../git/afterPush.ts';
import { commitTree } from '../git/commitActions.ts';
import { branchHeads, commits, git, resolveCommit } from '../git/git.ts';
import { type DiffFile, diffFiles, mergeBase } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import { AccessLevel, type MergeRequest, type Project, type User, nextId } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import { type Entity, commitEntity, mergeRequestEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { readLabels } from './issueRoutes.ts';
import { mentions } from './mentions.ts';
import { paginate } from './paginate.ts';
import { pipelineEntity } from './pipelineEntities.ts';
import { optionalText, readParameters, requireText } from './parameters.ts';
import { notFound, refuse, unauthorized } from './refuse.ts';

const READ = { jobToken: true } as const;

/** What a merge request changes: the commit it starts from, and the files. */
export async function mergeRequestChanges(
  project: Project,
  mergeRequest: MergeRequest,
): Promise<{ baseSha: string; files: DiffFile[] }> {
  const target = await resolveCommit(project.repository, mergeRequest.targetBranch);
  const baseSha = await mergeBase(project.repository, target ?? mergeRequest.sha, mergeRequest.sha);
  return { baseSha, files: await diffFiles(project.repository, baseSha, mergeRequest.sha) };
}

/** One file as GitLab gives it. */
export function diffEntity(file: DiffFile): Entity {
  return {
    diff: file.diff,
    collapsed: false,
    too_large: false,
    new_path: file.newPath,
    old_path: file.oldPath,
    a_mode: file.aMode,
    b_mode: file.bMode,
    new_file: file.newFile,
    renamed_file: file.renamedFile,
    deleted_file: file.deletedFile,
    generated_file: false,
  };
}

/** Merge requests: read, list, create, change, merge; their diffs, commits and pipelines. */
export function mergeRequestRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/merge_requests';

  const find = (
    c: SandboxContext,
    need: { jobToken?: boolean } = {},
    level: number = AccessLevel.guest,
  ): { project: Project; user: User; mergeRequest: MergeRequest } => {
    const { project, user } = requireProject(world, c, level, need);
    const iid = Number(c.req.param('iid'));
    const mergeRequest = project.mergeRequests.find((one) => one.iid === iid);
    return mergeRequest ? { project, user, mergeRequest } : notFound();
  };
  const full = async (project: Project, mergeRequest: MergeRequest): Promise<Entity> => {
    const { baseSha, files } = await mergeRequestChanges(project, mergeRequest);
    const entity = mergeRequestEntity(world, project, mergeRequest, {
      baseSha,
      files: files.length,
    });
    const head = branchPipelines(project, mergeRequest)[0];
    if (head) {
      entity['pipeline'] = pipelineEntity(world, project, head, 'basic');
      entity['head_pipeline'] = pipelineEntity(world, project, head, 'created');
    }
    return entity;
  };

  routes.get(base, (c) => {
    const { project } = requireProject(world, c, undefined, READ);
    const is = (name: string, value: string): boolean => {
      const wanted = c.req.query(name);
      return wanted === undefined || wanted === 'all' || wanted === value;
    };
    const list = project.mergeRequests
      .filter((one) => is('state', one.state) && is('source_branch', one.sourceBranch))
      .filter((one) => is('target_branch', one.targetBranch))
      .filter((one) => one.createdAt > (c.req.query('created_after') ?? ''))
      .filter((one) => mentions(one, c.req.query('search')))
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    return c.json(
      paginate(c, list, world.url).map((one) => mergeRequestEntity(world, project, one)),
    );
  });

  routes.get(`${base}/:iid`, async (c) => {
    const { project, mergeRequest } = find(c, READ);
    return c.json(await full(project, mergeRequest));
  });

  routes.get(`${base}/:iid/diffs`, async (c) => {
    const { project, mergeRequest } = find(c, {}, AccessLevel.reporter);
    const { files } = await mergeRequestChanges(project, mergeRequest);
    return c.json(paginate(c, files, world.url).map(diffEntity));
  });

  routes.get(`${base}/:iid/changes`, async (c) => {
    const { project, mergeRequest } = find(c, {}, AccessLevel.reporter);
    const { files } = await mergeRequestChanges(project, mergeRequest);
    const entity = await full(project, mergeRequest);
    return c.json({ ...entity, changes: files.map(diffEntity), overflow: false });
  });

  routes.get(`${base}/:iid/commits`, async (c) => {
    const { project, mergeRequest } = find(c, {}, AccessLevel.reporter);
    const { baseSha } = await mergeRequestChanges(project, mergeRequest);
    const list = await commits(project.repository, [`${baseSha}..${mergeRequest.sha}`]);
    const page = paginate(c, list, world.url);
    return c.json(page.map((commit) => commitEntity(world, project, commit)));
  });

  routes.get(`${base}/:iid/pipelines`, (c) => {
    const { project, mergeRequest } = find(c, READ, AccessLevel.reporter);
    const list = branchPipelines(project, mergeRequest);
    return c.json(
      paginate(c, list, world.url).map((one) => pipelineEntity(world, project, one, 'basic')),
    );
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = requireProject(world, c, AccessLevel.developer);
    const made = await createMergeRequest(project, user, parameters);
    return c.json(await full(project, made), 201);
  });

  routes.put(`${base}/:iid`, async (c) => {
    const parameters = await readParameters(c);
    const { project, mergeRequest } = find(c, {}, AccessLevel.developer);
    setTitle(mergeRequest, optionalText(parameters, 'title') ?? mergeRequest.title);
    mergeRequest.description = optionalText(parameters, 'description') ?? mergeRequest.description;
    if (parameters['labels'] !== undefined) mergeRequest.labels = readLabels(parameters);
    if (mergeRequest.state !== 'merged') {
      if (parameters['state_event'] === 'close') mergeRequest.state = 'closed';
      if (parameters['state_event'] === 'reopen') mergeRequest.state = 'opened';
    }
    mergeRequest.updatedAt = new Date().toISOString();
    return c.json(await full(project, mergeRequest));
  });

  routes.put(`${base}/:iid/merge`, async (c) => {
    const { project, user, mergeRequest } = find(c);
    return world.lock(project.repository, async () => {
      await merge(world, project, user, mergeRequest);
      return c.json(await full(project, mergeRequest));
    });
  });
  return routes;
}

/** Pipelines of the source branch among the merge request's commits, newest first. */
function branchPipelines(project: Project, mergeRequest: MergeRequest): Project['pipelines'] {
  return project.pipelines
    .filter((one) => one.ref === mergeRequest.sourceBranch && one.sha === mergeRequest.sha)
    .toSorted((a, b) => b.id - a.id);
}

function setTitle(mergeRequest: MergeRequest, title: string): void {
  mergeRequest.title = title;
  mergeRequest.draft = /^(draft:|\[draft\]|\(draft\))/i.test(title);
}

async function createMergeRequest(
  project: Project,
  user: User,
  parameters: Record<string, unknown>,
): Promise<MergeRequest> {
  const title = requireText(parameters, 'title');
  const sourceBranch = requireText(parameters, 'source_branch');
  const targetBranch = requireText(parameters, 'target_branch');
  const sha = await resolveCommit(project.repository, sourceBranch);
  if (!sha)
    return refuse(400, { message: { base: [`Source branch "${sourceBranch}" does not exist`] } });
  if (!(await resolveCommit(project.repository, targetBranch))) {
    return refuse(400, { message: { base: [`Target branch "${targetBranch}" does not exist`] } });
  }
  if (sourceBranch === targetBranch) {
    return refuse(400, { message: ["You can't use same project/branch for source and target"] });
  }
  const open = project.mergeRequests.find(
    (one) =>
      one.state === 'opened' &&
      one.sourceBranch === sourceBranch &&
      one.targetBranch === targetBranch,
  );
  if (open) {
    return refuse(409, {
      message: [`Another open merge request already exists for this source branch: !${open.iid}`],
    });
  }
  const now = new Date().toISOString();
  const mergeRequest: MergeRequest = {
    kind: 'merge_request',
    id: nextId(),
    iid: Math.max(0, ...project.mergeRequests.map(({ iid }) => iid)) + 1,
    title,
    description: optionalText(parameters, 'description') ?? null,
    state: 'opened',
    draft: false,
    labels: readLabels(parameters),
    authorId: user.id,
    assigneeIds: [],
    reviewerIds: [],
    sourceBranch,
    targetBranch,
    sha,
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: now,
    updatedAt: now,
    discussions: [],
  };
  setTitle(mergeRequest, title);
  project.mergeRequests.push(mergeRequest);
  await git(project.repository, [
    'update-ref',
    `refs/merge-requests/${mergeRequest.iid}/head`,
    sha,
  ]);
  return mergeRequest;
}

async function merge(
  world: World,
  project: Project,
  user: User,
  mergeRequest: MergeRequest,
): Promise<void> {
  const { repository } = project;
  const target = mergeRequest.targetBranch;
  if (!branchRights(project, target, user).canUpdate) return unauthorized();
  const head = await resolveCommit(repository, target);
  if (mergeRequest.state !== 'opened' || mergeRequest.draft || !head) {
    return refuse(405, { message: '405 Method Not Allowed' });
  }
  const before = await branchHeads(repository);
  let tree: string;
  try {
    tree = await git(repository, ['merge-tree', '--write-tree', head, mergeRequest.sha]);
  } catch {
    return refuse(406, { message: 'Branch cannot be merged' });
  }
  const message = `Merge branch '${mergeRequest.sourceBranch}' into '${target}'\n\n${mergeRequest.title}\n\nSee merge request !${mergeRequest.iid}\n`;
  const parents = [head, mergeRequest.sha];
  const sha = await commitTree(repository, tree.trim(), parents, message, user);
  await git(repository, ['update-ref', `refs/heads/${target}`, sha, head]);
  mergeRequest.state = 'merged';
  mergeRequest.mergeCommitSha = sha;
  mergeRequest.mergedById = user.id;
  mergeRequest.mergedAt = new Date().toISOString();
  mergeRequest.updatedAt = mergeRequest.mergedAt;
  await afterPush(world, project, user, before, { pipelines: true });
}
