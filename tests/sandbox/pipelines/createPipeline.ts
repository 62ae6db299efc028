import { randomBytes } from 'node:crypto';
import type { CiVariable, PipelineRequest, PipelineSource } from '../ci/types.ts';
import { commits, readFile, resolveCommit } from '../git/git.ts';
import { branchRights } from '../git/protection.ts';
import {
  AccessLevel,
  type Job,
  type OverrideRole,
  type Pipeline,
  type Project,
  type User,
  accessLevel,
  nextId,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { pipelineVariables } from './predefinedVariables.ts';
import { startPipeline } from './startPipeline.ts';

export interface NewPipeline {
  ref: string;
  source: PipelineSource;
  variables?: CiVariable[];
  inputs?: Record<string, string>;
  beforeSha?: string;
}

export type Created = { pipeline: Pipeline } | { refusal: string };

const ROLE_LEVELS: Record<OverrideRole, number> = {
  developer: AccessLevel.developer,
  maintainer: AccessLevel.maintainer,
  owner: AccessLevel.owner,
  no_one_allowed: Number.POSITIVE_INFINITY,
};

const NO_SHA = '0'.repeat(40);

/** Why GitLab refuses before it looks at the repository (`chain/build/associations.rb`, `validate/abilities.rb`). */
function earlyRefusal(project: Project, user: User, wanted: NewPipeline): string | null {
  const variables = wanted.variables ?? [];
  const sent = variables.filter(({ key }) => key !== 'TRIGGER_PAYLOAD');
  const access = accessLevel(project, user);
  if (sent.length > 0 && access < ROLE_LEVELS[project.variablesRole]) {
    return 'Insufficient permissions to set pipeline variables';
  }
  const keys = variables.map(({ key }) => key);
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  if (twice.length > 0) {
    return `Duplicate variable name${twice.length > 1 ? 's' : ''}: ${twice.join(', ')}`;
  }
  if (keys.some((key) => !/^[a-zA-Z0-9_]{1,255}$/.test(key))) {
    return "Failed to build pipeline variables: Variables key can contain only letters, digits and '_'.";
  }
  if (Object.keys(wanted.inputs ?? {}).length > 20) return 'There cannot be more than 20 inputs';
  if (access < AccessLevel.developer) return 'Insufficient permissions to create a new pipeline';
  if (!branchRights(project, wanted.ref, user).canUpdate) {
    return `You do not have sufficient permission to run a pipeline on '${wanted.ref}'. Please select a different branch or contact your administrator for assistance.`;
  }
  return null;
}

function tooMany(world: World, project: Project, user: User, sha: string): boolean {
  const since = Date.now() - 60_000;
  const recent = project.pipelines.filter(
    (pipeline) =>
      pipeline.userId === user.id && pipeline.sha === sha && Date.parse(pipeline.createdAt) > since,
  );
  return recent.length >= world.state.settings.pipelinesPerMinute;
}

/** Makes a pipeline as GitLab does, step by step in its order, and starts it; or gives GitLab's words for why not. */
export async function createPipeline(
  world: World,
  project: Project,
  user: User,
  wanted: NewPipeline,
): Promise<Created> {
  const early = earlyRefusal(project, user, wanted);
  if (early) return { refusal: early };
  const sha = await resolveCommit(project.repository, `refs/heads/${wanted.ref}`);
  if (!sha) return { refusal: 'Reference not found' };
  if (tooMany(world, project, user, sha)) {
    return { refusal: 'Too many pipelines created in the last minute. Try again later.' };
  }
  const ciConfigPath = project.ciConfigPath ?? '.gitlab-ci.yml';
  if (!(await readFile(project.repository, sha, ciConfigPath))) {
    return { refusal: 'Missing CI config file' };
  }
  const [commit] = await commits(project.repository, [sha], 1);
  if (!commit) return { refusal: 'Commit not found' };
  const pipeline = emptyPipeline(project, user, sha, wanted);
  const request: PipelineRequest = {
    repository: project.repository,
    ref: wanted.ref,
    sha,
    ciConfigPath,
    source: wanted.source,
    variables: pipeline.variables,
    ...(wanted.inputs === undefined ? {} : { inputs: wanted.inputs }),
    projectVariables: pipelineVariables(world, project, user, { ...pipeline, commit }),
  };
  const plan = await world.engine.planPipeline(request);
  if ('refusal' in plan) return { refusal: plan.refusal };
  pipeline.name = plan.name;
  pipeline.jobs = plan.jobs.map((planned) => ({
    ...emptyJob(planned.name, planned.stage),
    allowFailure: planned.allowFailure,
    status: planned.when === 'manual' ? 'manual' : 'created',
  }));
  pipeline.made = { request, plan };
  project.pipelines.push(pipeline);
  startPipeline(world, project, pipeline, request, plan);
  return { pipeline };
}

function emptyPipeline(project: Project, user: User, sha: string, wanted: NewPipeline): Pipeline {
  const now = new Date().toISOString();
  return {
    id: nextId(),
    iid: Math.max(0, ...project.pipelines.map(({ iid }) => iid)) + 1,
    projectId: project.id,
    ref: wanted.ref,
    sha,
    beforeSha: wanted.beforeSha ?? NO_SHA,
    source: wanted.source,
    name: null,
    userId: user.id,
    variables: wanted.variables ?? [],
    inputs: wanted.inputs ?? {},
    jobs: [],
    createdAt: now,
    updatedAt: now,
    canceledById: null,
    abort: new AbortController(),
    finished: Promise.resolve(),
  };
}

/** A job that has not begun. */
export function emptyJob(name: string, stage: string): Job {
  return {
    id: nextId(),
    name,
    stage,
    status: 'created',
    allowFailure: false,
    failureReason: null,
    createdAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
    log: '',
    artifacts: null,
    token: `glcbt-64_${randomBytes(15).toString('base64url')}`,
  };
}
