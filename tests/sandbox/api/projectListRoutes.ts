import { Hono } from 'hono';
import { AccessLevel, accessLevel, projectPath } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireUser } from './authenticate.ts';
import { projectEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { paginate } from './paginate.ts';

/** The projects that a user sees. */
export function projectListRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/projects', (c) => {
    const user = requireUser(c);
    const { membership, min_access_level: minimum, search = '' } = c.req.query();
    const least = Math.max(Number(minimum ?? 0), membership === 'true' ? AccessLevel.guest : 0);
    const words = search.toLowerCase();
    const found = world.state.projects
      .filter(
        (project) =>
          accessLevel(project, user) >= least &&
          (accessLevel(project, user) > 0 || project.visibility !== 'private'),
      )
      // GitLab's `search_namespaces`: path and name, with those of the groups above.
      .filter((project) => `${projectPath(project)} ${project.name}`.toLowerCase().includes(words));
    return c.json(
      paginate(c, found, world.url).map((project) => projectEntity(world, project, user)),
    );
  });
  return routes;
}
