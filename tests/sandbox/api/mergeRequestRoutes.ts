/** Over 250 lines: one route after another, with creating and merging at the end. */

import { Hono } from 'hono';
import { afterPush } from '../git/afterPush.ts';
import { commitTree } from '../git/commitActions.ts';
import { commits, git, resolveCommit } from '../git/git.ts';
import { readBranches } from '../git/objects.ts';
import { writeRef } from '../git/refs.ts';
import { type DiffFile, asTree, diffFiles, mergeBase, rawDiff } from '../git/mergeRequestDiff.ts';
import { branchRights } from '../git/protection.ts';
import { type MergeRequest, type Project, type User, nextId } from '../state/State.ts';
import type { World } from '../World.ts';
import { diffEntity } from './diffEntity.ts';
import { type Entity, commitEntity } from './entities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { readLabels } from './issueRoutes.ts';
import { fullMergeRequestEntity, isPrepared, mergeRequestEntity } from './mergeRequestEntity.ts';
import { mentions } from './mentions.ts';
import { paginate } from './paginate.ts';
import { pipelineEntity } from './pipelineEntities.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { quickActions } from './quickActions.ts';
import { badParameter, noSuchRecord, refuse, unauthorized } from './refuse.ts';

/** What a merge request changes: the commit it starts from, and the files. */
export async function mergeRequestChanges(
  project: Project,
  mergeRequest: MergeRequest,
): Promise<{ baseSha: string; files: DiffFile[] }> {
  if (mergeRequest.brokenBranch === true) return { baseSha: '', files: [] };
  const target = await resolveCommit(project.repository, mergeRequest.targetBranch);
  const baseSha = await mergeBase(project.repository, target ?? mergeRequest.sha, mergeRequest.sha);
  const files = await diffFiles(project.repository, baseSha, mergeRequest.sha);
  return { baseSha, files: asTree(files) };
}

function find(c: SandboxContext): { project: Project; mergeRequest: MergeRequest } {
  const { project } = scene(c);
  const iid = Number(c.req.param('iid'));
  const mergeRequest = project.mergeRequests.find((one) => one.iid === iid);
  return mergeRequest ? { project, mergeRequest } : noSuchRecord();
}

async function filesOf(c: SandboxContext): Promise<DiffFile[]> {
  const { project, mergeRequest } = find(c);
  if (!isPrepared(mergeRequest)) return [];
  return (await mergeRequestChanges(project, mergeRequest)).files;
}

/** Merge requests: read, list, create, change, merge; their diffs, commits and pipelines. */
export function mergeRequestRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/merge_requests';

  /** Its files; none while it is being prepared. */
  const full = async (
    project: Project,
    mergeRequest: MergeRequest,
    user: User | null,
  ): Promise<Entity> => {
    const changes = isPrepared(mergeRequest)
      ? await mergeRequestChanges(project, mergeRequest)
      : null;
    const entity = fullMergeRequestEntity(
      world,
      project,
      mergeRequest,
      user,
      changes && { baseSha: changes.baseSha, files: changes.files.length },
    );
    const head = branchPipelines(project, mergeRequest)[0];
    if (head && isPrepared(mergeRequest)) {
      entity['pipeline'] = pipelineEntity(world, project, head, 'basic');
      entity['head_pipeline'] = pipelineEntity(world, project, head, 'created');
    }
    return entity;
  };

  routes.get(base, (c) => {
    const { project } = scene(c);
    if (c.req.query('pagination') === 'keyset') {
      return badParameter('order_by does not have a valid value');
    }
    const is = (name: string, value: string): boolean => {
      const wanted = c.req.query(name);
      return wanted === undefined || wanted === 'all' || wanted === value;
    };
    const list = project.mergeRequests
      .filter((one) => is('state', one.state) && is('source_branch', one.sourceBranch))
      .filter((one) => is('target_branch', one.targetBranch))
      .filter((one) => one.createdAt > (c.req.query('created_after') ?? ''))
      .filter((one) => mentions(one, c.req.query('search')))
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
    return c.json(
      paginate(c, list, world.url).map((one) => mergeRequestEntity(world, project, one)),
    );
  });

  routes.get(`${base}/:iid`, async (c) => {
    const { project, mergeRequest } = find(c);
    // Who reads it makes GitLab check whether it can be merged: that is seen at the next reading.
    const { mergeCheck } = mergeRequest;
    if (mergeCheck === 'unchecked') mergeRequest.mergeCheck = 'checking';
    const entity = await full(project, mergeRequest, scene(c).user);
    if (mergeCheck === 'unchecked' || mergeCheck === 'checking') {
      mergeRequest.mergeCheck = 'mergeable';
    }
    return c.json({ ...entity, first_contribution: false });
  });

  routes.get(`${base}/:iid/diffs`, async (c) => {
    const unidiff = c.req.query('unidiff') === 'true';
    const { version } = world.state.settings;
    const page = paginate(c, await filesOf(c), world.url);
    return c.json(page.map((file) => diffEntity(version, file, { unidiff })));
  });

  routes.get(`${base}/:iid/changes`, async (c) => {
    const { project, mergeRequest } = find(c);
    const entity = await full(project, mergeRequest, scene(c).user);
    const { version } = world.state.settings;
    const changes = (await filesOf(c)).map((file) => diffEntity(version, file));
    return c.json({ ...entity, changes, overflow: false });
  });

  routes.get(`${base}/:iid/raw_diffs`, async (c) => {
    const { project, mergeRequest } = find(c);
    const { baseSha } = await mergeRequestChanges(project, mergeRequest);
    return c.text(await rawDiff(project.repository, baseSha, mergeRequest.sha), 200, {
      'content-type': 'application/json',
    });
  });

  routes.get(`${base}/:iid/versions`, async (c) => {
    const { project, mergeRequest } = find(c);
    const { baseSha, files } = await mergeRequestChanges(project, mergeRequest);
    const one = {
      id: mergeRequest.id * 10,
      head_commit_sha: mergeRequest.sha,
      base_commit_sha: baseSha,
      start_commit_sha: baseSha,
      created_at: mergeRequest.createdAt,
      merge_request_id: mergeRequest.id,
      state: 'collected',
      real_size: String(files.length),
      patch_id_sha: mergeRequest.sha,
    };
    return c.json(paginate(c, isPrepared(mergeRequest) ? [one] : [], world.url));
  });

  routes.get(`${base}/:iid/commits`, async (c) => {
    const { project, mergeRequest } = find(c);
    const { baseSha } = await mergeRequestChanges(project, mergeRequest);
    const list = isPrepared(mergeRequest)
      ? await commits(project.repository, [`${baseSha}..${mergeRequest.sha}`])
      : [];
    const page = paginate(c, list, world.url);
    return c.json(page.map((commit) => commitEntity(world, project, commit)));
  });

  routes.get(`${base}/:iid/pipelines`, (c) => {
    const { project, mergeRequest } = find(c);
    const list = branchPipelines(project, mergeRequest);
    const page = paginate(c, list, world.url, { usual: 15 });
    return c.json(page.map((one) => pipelineEntity(world, project, one, 'basic')));
  });

  routes.post(base, async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const made = await createMergeRequest(world, c, project, user, parameters);
    const entity = await full(project, made, user);
    if (!world.state.settings.holdPreparing) prepare(made);
    return c.json(entity, 201);
  });

  routes.put(`${base}/:iid`, async (c) => {
    const parameters = await readParameters(c);
    const { user } = signedScene(c);
    const { project, mergeRequest } = find(c);
    setTitle(mergeRequest, optionalText(parameters, 'title') ?? mergeRequest.title);
    mergeRequest.description = optionalText(parameters, 'description') ?? mergeRequest.description;
    if (parameters['labels'] !== undefined) mergeRequest.labels = readLabels(parameters);
    if (mergeRequest.state !== 'merged') {
      if (parameters['state_event'] === 'close') mergeRequest.state = 'closed';
      if (parameters['state_event'] === 'reopen') mergeRequest.state = 'opened';
    }
    mergeRequest.updatedAt = new Date().toISOString();
    return c.json(await full(project, mergeRequest, user));
  });

  routes.put(`${base}/:iid/merge`, async (c) => {
    const { user } = signedScene(c);
    const { project, mergeRequest } = find(c);
    return world.lock(project.repository, async () => {
      await merge(world, project, user, mergeRequest);
      return c.json(await full(project, mergeRequest, user));
    });
  });
  return routes;
}

/** GitLab has worked out the diff. */
export function prepare(mergeRequest: MergeRequest): void {
  if (mergeRequest.mergeCheck !== 'preparing') return;
  mergeRequest.mergeCheck = 'unchecked';
  mergeRequest.preparedAt = new Date().toISOString();
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

const LONGEST_DESCRIPTION = 1024 * 1024;

function invalid(field: string, words: string): never {
  return refuse(400, { message: { [field]: [words] } });
}

async function createMergeRequest(
  world: World,
  c: SandboxContext,
  project: Project,
  user: User,
  parameters: Record<string, unknown>,
): Promise<MergeRequest> {
  const title = parameters['title'] === '' ? '' : requireText(parameters, 'title');
  const sourceBranch = requireText(parameters, 'source_branch');
  const targetBranch = requireText(parameters, 'target_branch');
  if (sourceBranch === targetBranch) {
    return refuse(422, { message: ["You can't use same project/branch for source and target"] });
  }
  if (title === '') invalid('title', "can't be blank");
  if (title.length > 255) invalid('title', 'is too long (maximum is 255 characters)');
  const written = optionalText(parameters, 'description') ?? null;
  if (Buffer.byteLength(written ?? '') > LONGEST_DESCRIPTION) {
    invalid('description', 'is too long (1 MiB). The maximum size is 1 MiB.');
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
  // GitLab makes it although one of the branches is not there: it has no diff then.
  const [sha, target] = await Promise.all(
    [sourceBranch, targetBranch].map((name) => resolveCommit(project.repository, name)),
  );
  const now = new Date().toISOString();
  const mergeRequest: MergeRequest = {
    kind: 'merge_request',
    id: nextId(),
    iid: Math.max(0, ...project.mergeRequests.map(({ iid }) => iid)) + 1,
    title,
    description: written,
    state: 'opened',
    draft: false,
    labels: readLabels(parameters),
    authorId: user.id,
    assigneeIds: [],
    reviewerIds: [],
    sourceBranch,
    targetBranch,
    sha: sha ?? '',
    mergeCheck: 'preparing',
    preparedAt: null,
    removesSourceBranch: optionalFlag(parameters, 'remove_source_branch') ?? null,
    mergeCommitSha: null,
    mergedById: null,
    mergedAt: null,
    createdAt: now,
    updatedAt: now,
    discussions: [],
  };
  setTitle(mergeRequest, title);
  if (written !== null) {
    const actions = quickActions(c, { world, project, user, noteable: mergeRequest }, written);
    mergeRequest.description = actions.text;
  }
  project.mergeRequests.push(mergeRequest);
  if (!sha || !target) mergeRequest.brokenBranch = true;
  if (sha) {
    await writeRef(project.repository, `refs/merge-requests/${mergeRequest.iid}/head`, sha);
  }
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
  const before = await readBranches(repository);
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
