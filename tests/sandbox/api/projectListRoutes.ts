import { Hono } from 'hono';
import { AccessLevel, accessLevel, projectPath } from '../state/State.ts';
import type { World } from '../World.ts';
import { canSee } from './abilities.ts';
import type { SandboxEnv } from './Env.ts';
import { paginate, paginateByKeyset } from './paginate.ts';
import { projectEntity } from './projectEntity.ts';

/** The projects that a user sees. */
export function projectListRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.get('/projects', (c) => {
    const user = c.get('actor')?.user ?? null;
    const { membership, min_access_level: minimum, archived, search = '' } = c.req.query();
    // GitLab ignores `membership` for visitors, who are members of nothing.
    const asked = user === null ? 0 : membership === 'true' ? AccessLevel.guest : 0;
    const least = Math.max(user === null ? 0 : Number(minimum ?? 0), asked);
    const words = search.toLowerCase();
    const found = world.state.projects
      .filter((project) => canSee(project, user) && accessLevel(project, user) >= least)
      .filter(({ settings }) => archived === undefined || String(settings.archived) === archived)
      // GitLab's `search_namespaces`: path and name, with those of the groups above.
      .filter((project) => `${projectPath(project)} ${project.name}`.toLowerCase().includes(words));
    if (c.req.query('pagination') === 'keyset') {
      const byId = found.toSorted((a, b) => b.id - a.id);
      const key = { parameter: 'id_before', of: ({ id }: { id: number }) => String(id) };
      return c.json(
        paginateByKeyset(c, byId, world.url, key).map((one) => projectEntity(world, one, user)),
      );
    }
    return c.json(paginate(c, found, world.url).map((one) => projectEntity(world, one, user)));
  });
  return routes;
}
