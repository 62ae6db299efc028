import type { GitCommit } from '../git/readCommit.ts';
import { isFinished, pipelineStatus } from '../pipelines/pipelineStatus.ts';
import { type Job, type Pipeline, type Project, projectPath, userById } from '../state/State.ts';
import type { World } from '../World.ts';
import { type Entity, commitEntity, userEntity, userWithStatusEntity } from './entities.ts';
import { runnerEntity } from './settingsRoutes.ts';
import { asOf } from './versions.ts';

export type PipelineShape = 'created' | 'basic' | 'listed' | 'full';

/** Where GitLab says it otherwise than its status: what stands on the badge, and what it is called in full. */
const WORDS: Record<string, { text: string; label: string }> = {
  success: { text: 'Passed', label: 'passed' },
  manual: { text: 'Blocked', label: 'waiting for manual action' },
  waiting_for_resource: { text: 'Waiting', label: 'waiting for resource' },
};

function wordsOf(status: string): { text: string; label: string } {
  const plain = status.replaceAll('_', ' ');
  return (
    WORDS[status] ?? {
      label: plain,
      text: plain.replace(/^./, (letter) => letter.toUpperCase()),
    }
  );
}

/** A pipeline whose jobs run again is running before any of them is. */
function statusOf(pipeline: Pipeline): string {
  const status = pipelineStatus(pipeline.jobs);
  const again = (pipeline.retried?.length ?? 0) > 0;
  return again && ['created', 'pending'].includes(status) ? 'running' : status;
}

/** A pipeline as the four places show it: `created` (the POST's answer) has no name yet, `basic` stands in jobs. */
export function pipelineEntity(
  world: World,
  project: Project,
  pipeline: Pipeline,
  shape: PipelineShape,
): Entity {
  const path = `${projectPath(project)}/-/pipelines/${pipeline.id}`;
  const status = statusOf(pipeline);
  const basic = {
    id: pipeline.id,
    iid: pipeline.iid,
    project_id: project.id,
    sha: pipeline.sha,
    ref: pipeline.ref,
    status,
    source: pipeline.source,
    created_at: pipeline.createdAt,
    updated_at: pipeline.updatedAt,
    web_url: `${world.url}/${path}`,
  };
  if (shape === 'basic') return basic;
  const { version } = world.state.settings;
  if (shape === 'listed') return asOf(version, 'pipeline', { ...basic, name: pipeline.name });
  const { text, label } = wordsOf(status);
  const started = times(pipeline.jobs.map(({ startedAt }) => startedAt));
  const done = pipeline.jobs.length > 0 && pipeline.jobs.every(isFinished);
  const finished = done ? times(pipeline.jobs.map(({ finishedAt }) => finishedAt)) : [];
  return asOf(version, 'pipeline', {
    ...basic,
    before_sha: pipeline.beforeSha,
    tag: false,
    yaml_errors: null,
    user: userEntity(world, userById(world.state, pipeline.userId)),
    started_at: started[0] ?? null,
    finished_at: finished.at(-1) ?? null,
    committed_at: null,
    duration: finished.length > 0 ? seconds(started[0], finished.at(-1)) : null,
    queued_duration: started[0] ? seconds(pipeline.createdAt, started[0]) : null,
    coverage: null,
    archived: false,
    detailed_status: {
      icon: `status_${status}`,
      text,
      label,
      group: status,
      tooltip: label,
      has_details: false,
      details_path: `${world.relativeRoot}/${path}`,
      illustration: null,
      favicon: '/assets/ci_favicons/favicon_status.png',
    },
    ...(shape === 'full' ? { name: pipeline.name } : {}),
  });
}

function times(values: (string | null)[]): string[] {
  return values.filter((value) => value !== null).toSorted();
}

function seconds(from: string | undefined, to: string | undefined): number | null {
  return from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 1000) : null;
}

export function jobEntity(
  world: World,
  project: Project,
  pipeline: Pipeline,
  job: Job,
  commit: GitCommit,
): Entity {
  const user = userById(world.state, job.userId ?? pipeline.userId);
  const { startedAt } = job;
  const runner = startedAt === null ? undefined : project.settings.runners[0];
  return asOf(world.state.settings.version, 'job', {
    id: job.id,
    status: job.status,
    stage: job.stage,
    name: job.name,
    ref: pipeline.ref,
    tag: false,
    coverage: null,
    allow_failure: job.allowFailure,
    created_at: job.createdAt,
    started_at: startedAt,
    finished_at: job.finishedAt,
    erased_at: null,
    duration:
      startedAt === null ? null : between(startedAt, job.finishedAt ?? new Date().toISOString()),
    queued_duration: startedAt === null ? null : between(job.createdAt, startedAt),
    user: userWithStatusEntity(world, user),
    commit: commitEntity(world, project, commit),
    pipeline: pipelineEntity(world, project, pipeline, 'basic'),
    ...(job.status === 'failed' ? { failure_reason: job.failureReason } : {}),
    web_url: `${world.url}/${projectPath(project)}/-/jobs/${job.id}`,
    project: { ci_job_token_scope_enabled: false },
    artifacts: artifactEntities(job),
    ...(job.artifacts === null
      ? {}
      : { artifacts_file: { filename: 'artifacts.zip', size: 1024 } }),
    runner: runner ? { ...runnerEntity(runner), job_execution_status: 'active' } : null,
    runner_manager: runner ? runnerManagerEntity(runner.id) : null,
    artifacts_expire_at: null,
    archived: false,
    tag_list: job.tags ?? [],
  });
}

/** Seconds from one time to another. */
function between(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

function artifactEntities(job: Job): Entity[] {
  if (job.artifacts === null) return [];
  return [
    { file_type: 'archive', size: 1024, filename: 'artifacts.zip', file_format: 'zip' },
    { file_type: 'metadata', size: 256, filename: 'metadata.gz', file_format: 'gzip' },
  ];
}

function runnerManagerEntity(id: number): Entity {
  return {
    id,
    system_id: 's_sandbox',
    version: '18.9.0',
    revision: null,
    platform: 'linux',
    architecture: 'amd64',
    created_at: '2024-02-01T09:00:00.000Z',
    contacted_at: new Date().toISOString(),
    ip_address: '127.0.0.1',
    status: 'online',
    job_execution_status: 'active',
  };
}
