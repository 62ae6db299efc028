import { readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Hono } from 'hono';
import { commits } from '../git/git.ts';
import type { GitCommit } from '../git/readCommit.ts';
import { isFinished } from '../pipelines/pipelineStatus.ts';
import { retryJobs, runJobs } from '../pipelines/retryJob.ts';
import { cancelJob, endJob } from '../pipelines/startPipeline.ts';
import {
  AccessLevel,
  type Job,
  type Pipeline,
  type Project,
  type User,
  accessLevel,
} from '../state/State.ts';
import type { World } from '../World.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, readParameters } from './parameters.ts';
import { jobEntity } from './pipelineEntities.ts';
import { badRequest, forbidden, noSuchRecord, notFound, refuseWithText } from './refuse.ts';
import { unmodelled } from './unmodelled.ts';
import { isThere } from './versions.ts';

/** The commit that a pipeline runs on. */
export async function commitOf(project: Project, pipeline: Pipeline): Promise<GitCommit> {
  const [commit] = await commits(project.repository, [pipeline.sha], 1);
  return commit ?? notFound('Commit');
}

interface Found {
  project: Project;
  pipeline: Pipeline;
  job: Job;
}

function find(c: SandboxContext): Found {
  const { project } = scene(c);
  const id = Number(c.req.param('jobId'));
  for (const pipeline of project.pipelines) {
    const all = [...pipeline.jobs, ...(pipeline.retried ?? [])];
    const job = all.find((one) => one.id === id);
    if (job) return { project, pipeline, job };
  }
  return noSuchRecord();
}

/** Jobs: read, log, artifacts, and what one may press at them. */
export function jobRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/jobs';

  const entity = async ({ project, pipeline, job }: Found): Promise<object> =>
    jobEntity(world, project, pipeline, job, await commitOf(project, pipeline));

  routes.get('/job', async (c) => {
    const actor = c.get('actor');
    return actor?.kind === 'job' ? c.json(await entity(actor)) : notFound('Job');
  });

  // A runner's call, which only tells that a job is not its own any more.
  routes.put('/jobs/:jobId', (c) => {
    const id = Number(c.req.param('jobId'));
    const jobs = world.state.projects.flatMap(({ pipelines }) => pipelines.flatMap((p) => p.jobs));
    const job = jobs.find((one) => one.id === id);
    if (!job || isFinished(job)) return forbidden('Job is not processing on runner');
    return unmodelled(world, c, 'the calls of a runner');
  });

  routes.get(base, async (c) => {
    const { project } = scene(c);
    const list = project.pipelines
      .flatMap((pipeline) => pipeline.jobs.map((job) => ({ project, pipeline, job })))
      .toSorted((a, b) => b.job.id - a.job.id);
    const page = paginate(c, list, world.url, { counted: false });
    return c.json(await Promise.all(page.map(entity)));
  });

  routes.get(`${base}/:jobId`, async (c) => c.json(await entity(find(c))));

  routes.get(`${base}/:jobId/trace`, (c) => {
    const { job } = find(c);
    const bytes = Buffer.from(job.log, 'utf8');
    const whole = !isThere(world.state.settings.version, 'GET trace byte_offset');
    const offset = whole ? 0 : Number(c.req.query('byte_offset') ?? 0) || 0;
    const limit = Number(c.req.query('byte_limit') ?? bytes.length) || bytes.length;
    return c.body(new Uint8Array(bytes.subarray(offset, offset + limit)), 200, {
      'content-type': 'text/plain',
    });
  });

  routes.get(`${base}/:jobId/artifacts/:path{.+}`, (c) => {
    if (c.req.param('path').split('/').includes('..')) {
      return refuseWithText(
        400,
        'Potential path traversal attempt detected. Feedback issue: https://gitlab.com/gitlab-org/gitlab/-/issues/520714.',
      );
    }
    const found = find(c);
    if (!mayReadArtifacts(found, scene(c).user)) return forbidden();
    return artifact(c, found.job, c.req.param('path'));
  });
  pressRoutes(world, routes, entity);
  return routes;
}

/** `artifacts:access` on top of who reads the job itself. */
function mayReadArtifacts({ project, job }: Found, user: User | null): boolean {
  const levels = {
    all: AccessLevel.none,
    developer: AccessLevel.developer,
    maintainer: AccessLevel.maintainer,
    none: Number.POSITIVE_INFINITY,
  };
  return accessLevel(project, user) >= levels[job.artifactsAccess ?? 'all'];
}

async function artifact(c: SandboxContext, job: Job, path: string): Promise<Response> {
  if (job.artifacts === null) return notFound();
  const root = resolve(job.artifacts);
  const file = resolve(join(root, path));
  const known = file.startsWith(root + sep) && (await stat(file).catch(() => null));
  // Workhorse answers that, not GitLab.
  if (!known || !known.isFile() || path.endsWith('/')) {
    return c.text('404 page not found\n', 404, { 'content-type': 'text/plain; charset=utf-8' });
  }
  return c.body(new Uint8Array(await readFile(file)), 200, {
    'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
  });
}

/** Retry, cancel, play, erase. */
function pressRoutes(
  world: World,
  routes: Hono<SandboxEnv>,
  entity: (found: Found) => Promise<object>,
): void {
  const base = '/projects/:id/jobs/:jobId';

  routes.post(`${base}/retry`, async (c) => {
    const { user } = signedScene(c);
    const { project, pipeline, job } = find(c);
    const ended = ['success', 'failed', 'canceled'].includes(job.status);
    if (!ended || pipeline.retried?.includes(job)) return forbidden('Job is not retryable');
    const [again = job] = retryJobs(world, project, pipeline, [job], user.id);
    return c.json(await entity({ project, pipeline, job: again }), 201);
  });

  routes.post(`${base}/cancel`, async (c) => {
    const { project, user } = signedScene(c);
    const found = find(c);
    const forced = optionalFlag(await readParameters(c), 'force') === true;
    if (forced && isThere(world.state.settings.version, 'POST cancel force')) {
      if (accessLevel(project, user) < AccessLevel.maintainer) return forbidden();
      if (found.job.status !== 'canceling') {
        return unmodelled(world, c, 'a forced cancel of a job that is not being cancelled');
      }
      endJob(found.pipeline, found.job);
    } else if (!isFinished(found.job) || found.job.status === 'manual') {
      cancelJob(world, found.pipeline, found.job);
    }
    return c.json(await entity(found), 201);
  });

  routes.post(`${base}/play`, async (c) => {
    const found = find(c);
    if (found.job.status !== 'manual') return badRequest('Unplayable Job');
    found.job.status = 'created';
    runJobs(world, found.project, found.pipeline, [found.job]);
    return c.json(await entity(found));
  });

  routes.post(`${base}/erase`, async (c) => {
    const found = find(c);
    const { job } = found;
    const hasSomething = job.log !== '' || job.artifacts !== null;
    if (!isFinished(job) || !hasSomething) return forbidden('Job is not erasable!');
    job.log = '';
    job.artifacts = null;
    return c.json(await entity(found), 201);
  });
}
