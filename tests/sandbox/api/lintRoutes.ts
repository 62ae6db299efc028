import { Hono } from 'hono';
import { resolveCommit } from '../git/git.ts';
import { AccessLevel } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject } from './authenticate.ts';
import type { SandboxEnv } from './Env.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { notFound, refuse } from './refuse.ts';

/** `ci/lint`: of the file as it stands at a ref, or of a text in its place. */
export function lintRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/projects/:id/ci/lint', async (c) => {
    if (c.get('actor')?.kind === 'session') {
      return refuse(401, {
        message: '401 Unauthorized - This endpoint requires an API authentication',
      });
    }
    const { project } = requireProject(world, c, AccessLevel.reporter);
    const ref = c.req.query('content_ref') ?? c.req.query('sha') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return notFound('Reference');
    const lint = await world.engine.lintCi({
      repository: project.repository,
      sha,
      ciConfigPath: project.ciConfigPath ?? '.gitlab-ci.yml',
    });
    const { jobs, ...rest } = lint;
    return c.json(c.req.query('include_jobs') === 'true' ? { ...rest, jobs } : rest);
  });

  routes.post('/projects/:id/ci/lint', async (c) => {
    const parameters = await readParameters(c);
    const content = requireText(parameters, 'content');
    const { project } = requireProject(world, c, AccessLevel.developer);
    const ref = optionalText(parameters, 'ref') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return notFound('Reference');
    const lint = await world.engine.lintCi({
      repository: project.repository,
      sha,
      ciConfigPath: project.ciConfigPath ?? '.gitlab-ci.yml',
      content,
    });
    const { jobs, ...rest } = lint;
    return c.json(optionalFlag(parameters, 'include_jobs') === true ? { ...rest, jobs } : rest);
  });
  return routes;
}
