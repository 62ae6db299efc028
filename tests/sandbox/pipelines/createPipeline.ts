import { randomBytes } from 'node:crypto';
import type { CiVariable, PipelineRequest, PipelineSource } from '../ci/types.ts';
import { EMPTY_PIPELINE, WORKFLOW_REFUSED } from '../ci/planPipeline.ts';
import { buildsAreOn } from '../api/abilities.ts';
import { commits, readFile, resolveCommit } from '../git/git.ts';
import { readBranches } from '../git/objects.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';
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

/** GitLab's words for why no pipeline is made, by the field that they stand under. */
export type Refusal = Record<string, string[]>;

/** `configuration`: the CI file or its inputs are wrong, which a trigger answers with another status. */
export type Created = { pipeline: Pipeline } | { refusal: Refusal; why: 'configuration' | 'other' };

function refuse(words: string, why: 'configuration' | 'other' = 'other'): Created {
  return { refusal: { base: [words] }, why };
}

const ROLE_LEVELS: Record<OverrideRole, number> = {
  developer: AccessLevel.developer,
  maintainer: AccessLevel.maintainer,
  owner: AccessLevel.owner,
  no_one_allowed: Number.POSITIVE_INFINITY,
};

const NO_SHA = '0'.repeat(40);

/** Why GitLab refuses before it looks at the repository (`chain/build/associations.rb`, `validate/abilities.rb`). */
function earlyRefusal(project: Project, user: User, wanted: NewPipeline): Refusal | null {
  if (!buildsAreOn(project)) return { base: ['Pipelines are disabled!'] };
  const variables = wanted.variables ?? [];
  const sent = variables.filter(({ key }) => key !== 'TRIGGER_PAYLOAD');
  const access = accessLevel(project, user);
  if (sent.length > 0 && access < ROLE_LEVELS[project.variablesRole]) {
    return { base: ['Insufficient permissions to set pipeline variables'] };
  }
  const keys = variables.map(({ key }) => key);
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  if (twice.length > 0) {
    const names = twice.join(', ');
    return { base: [`Duplicate variable name${twice.length > 1 ? 's' : ''}: ${names}`] };
  }
  const faults = [...new Set(keys.flatMap(keyFaults))];
  if (faults.length > 0)
    return { 'variables.key': faults, base: ['Failed to build the pipeline!'] };
  if (Object.keys(wanted.inputs ?? {}).length > 20) {
    return { base: ['There cannot be more than 20 inputs'] };
  }
  if (access < AccessLevel.developer) {
    return { base: ['Insufficient permissions to create a new pipeline'] };
  }
  if (!branchRights(project, wanted.ref, user).canUpdate) {
    return {
      base: [
        `You do not have sufficient permission to run a pipeline on '${wanted.ref}'. Please select a different branch or contact your administrator for assistance.`,
      ],
    };
  }
  return null;
}

function keyFaults(key: string): string[] {
  if (key === '') return ["can't be blank", "can contain only letters, digits and '_'."];
  return [
    ...(key.length > 255 ? ['is too long (maximum is 255 characters)'] : []),
    ...(/^\w+$/.test(key) ? [] : ["can contain only letters, digits and '_'."]),
  ];
}

/** So many tries of one user on one commit in a minute; one that was refused later counts, too. */
function tooMany(world: World, project: Project, user: User, sha: string): boolean {
  const key = `${project.id} ${user.id} ${sha}`;
  const now = Date.now();
  const recent = (world.pipelinesAt.get(key) ?? []).filter((at) => now - at < 60_000);
  world.pipelinesAt.set(key, [...recent, now]);
  return recent.length >= world.state.settings.pipelinesPerMinute;
}

/** Makes a pipeline as GitLab does, step by step in its order, and starts it; or gives GitLab's words for why not. */
export async function createPipeline(
  world: World,
  project: Project,
  user: User,
  sent: NewPipeline,
): Promise<Created> {
  const wanted = { ...sent, ref: sent.ref.replace(/^refs\/heads\//, '') };
  if (buildsAreOn(project) && isEmptyRepository(project)) return refuse('Reference not found');
  const early = earlyRefusal(project, user, wanted);
  if (early) return { refusal: early, why: 'other' };
  const isBranch = (await readBranches(project.repository)).has(wanted.ref);
  const sha = isBranch && (await resolveCommit(project.repository, `refs/heads/${wanted.ref}`));
  if (!sha) return refuse('Reference not found');
  if (tooMany(world, project, user, sha)) {
    return refuse('Too many pipelines created in the last minute. Try again later.');
  }
  const ciConfigPath = project.ciConfigPath ?? '.gitlab-ci.yml';
  const file = await readFile(project.repository, sha, ciConfigPath);
  if (!file || file.length === 0) return refuse('Missing CI config file');
  const [commit] = await commits(project.repository, [sha], 1);
  if (!commit) return refuse('Commit not found');
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
  if ('refusal' in plan) {
    const made = [EMPTY_PIPELINE, WORKFLOW_REFUSED].includes(plan.refusal);
    const named = plan.refusal.startsWith('workflow name');
    return refuse(plan.refusal, made || named ? 'other' : 'configuration');
  }
  pipeline.name = plan.name || null;
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
    token: jobToken(),
  };
}

function part(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

/** As long as GitLab's, and of the same parts: a prefix and a JSON web token. */
function jobToken(): string {
  return `glcbt-${part(91)}.${part(317)}.${part(342)}`;
}
