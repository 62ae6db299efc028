import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Hono } from 'hono';
import { type GitCommit, commits } from '../git/git.ts';
import { isFinished } from '../pipelines/pipelineStatus.ts';
import { retryJob } from '../pipelines/retryJob.ts';
import { AccessLevel, type Job, type Pipeline, type Project } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { jobEntity } from './pipelineEntities.ts';
import { forbidden, notFound, unauthorized } from './refuse.ts';

/** The commit that a pipeline runs on. */
export async function commitOf(project: Project, pipeline: Pipeline): Promise<GitCommit> {
  const [commit] = await commits(project.repository, [pipeline.sha], 1);
  return commit ?? notFound('Commit');
}

/** Jobs: read, log, artifacts. */
export function jobRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  const find = (
    c: SandboxContext,
    jobToken = false,
  ): { project: Project; pipeline: Pipeline; job: Job } => {
    const { project } = requireProject(world, c, AccessLevel.reporter, { jobToken });
    const id = Number(c.req.param('jobId'));
    for (const pipeline of project.pipelines) {
      const job = pipeline.jobs.find((one) => one.id === id);
      if (job) return { project, pipeline, job };
    }
    return notFound();
  };

  routes.get('/job', async (c) => {
    const actor = c.get('actor');
    if (actor?.kind !== 'job') return unauthorized();
    const { project, pipeline, job } = actor;
    return c.json(jobEntity(world, project, pipeline, job, await commitOf(project, pipeline)));
  });

  routes.get('/projects/:id/jobs/:jobId', async (c) => {
    const { project, pipeline, job } = find(c);
    return c.json(jobEntity(world, project, pipeline, job, await commitOf(project, pipeline)));
  });

  routes.post('/projects/:id/jobs/:jobId/retry', async (c) => {
    requireProject(world, c, AccessLevel.developer);
    const { project, pipeline, job } = find(c);
    if (!isFinished(job)) return forbidden('Job is not retryable');
    const again = retryJob(world, project, pipeline, job);
    const commit = await commitOf(project, pipeline);
    return c.json(jobEntity(world, project, pipeline, again, commit), 201);
  });

  routes.get('/projects/:id/jobs/:jobId/trace', (c) => {
    const { job } = find(c);
    const bytes = Buffer.from(job.log, 'utf8');
    const offset = Number(c.req.query('byte_offset') ?? 0) || 0;
    const limit = Number(c.req.query('byte_limit') ?? bytes.length) || bytes.length;
    return c.body(new Uint8Array(bytes.subarray(offset, offset + limit)), 200, {
      'content-type': 'text/plain; charset=utf-8',
    });
  });

  routes.get('/projects/:id/jobs/:jobId/artifacts/:path{.+}', async (c) => {
    const { job } = find(c, true);
    if (job.artifacts === null) return notFound();
    const root = resolve(job.artifacts);
    const path = resolve(join(root, c.req.param('path')));
    if (!path.startsWith(root + sep)) return notFound();
    try {
      const bytes = await readFile(path);
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
    } catch {
      return notFound();
    }
  });
  return routes;
}
