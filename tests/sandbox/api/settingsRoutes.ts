import { Hono } from 'hono';
import type { CiVariable } from '../ci/types.ts';
import type { Runner } from '../state/ProjectSettings.ts';
import { AccessLevel, accessLevel, type Project, type User } from '../state/State.ts';
import type { World } from '../World.ts';
import { requireProject, requireUser } from './authenticate.ts';
import { type Entity, tokenEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { paginate } from './paginate.ts';
import { forbidden, notFound, unauthorized } from './refuse.ts';

/** Settings that Maintainers read: variables, runners, the scope of job tokens, push rules, access tokens. */
export function settingsRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const { state } = world;

  routes.get('/projects/:id/variables', (c) => {
    const { project } = requireProject(world, c, AccessLevel.maintainer);
    return c.json(paginate(c, project.variables.map(variableEntity), world.url));
  });

  // `lib/api/group_variables.rb`: for who administers the group.
  routes.get('/groups/:id/variables', (c) => {
    const user = requireUser(c);
    const group = state.groups.get(c.req.param('id'));
    if (!group) return notFound('Group');
    if (group.ownerId !== user.id) return forbidden();
    return c.json(paginate(c, group.variables.map(variableEntity), world.url));
  });

  routes.get('/projects/:id/runners', (c) => {
    const { project } = requireProject(world, c, AccessLevel.maintainer);
    const tags = c.req.query('tag_list')?.split(',') ?? [];
    const wanted = project.settings.runners
      .filter(({ online }) => c.req.query('status') !== 'online' || online)
      .filter((runner) => tags.every((tag) => runner.tags.includes(tag)));
    return c.json(paginate(c, wanted.map(runnerEntity), world.url));
  });

  routes.get('/runners/:id', (c) => {
    const user = requireUser(c);
    const id = Number(c.req.param('id'));
    const owners = state.projects.filter((one) => one.settings.runners.some((r) => r.id === id));
    const runner = owners[0]?.settings.runners.find((one) => one.id === id);
    if (!runner) return notFound();
    if (runner.type !== 'instance_type' && !owners.some((one) => maintains(one, user)))
      return forbidden('No access granted');
    return c.json({
      ...runnerEntity(runner),
      tag_list: runner.tags,
      run_untagged: runner.runUntagged,
      locked: false,
      maximum_timeout: null,
      access_level: runner.protected ? 'ref_protected' : 'not_protected',
      projects: [],
      groups: [],
    });
  });

  routes.get('/projects/:id/job_token_scope', (c) => {
    const { project } = requireProject(world, c, AccessLevel.maintainer);
    return c.json({ inbound_enabled: project.settings.jobTokenLimited, outbound_enabled: false });
  });

  routes.get('/projects/:id/push_rule', (c) => {
    const { project } = requireProject(world, c, AccessLevel.maintainer);
    const { pushRule } = project.settings;
    return pushRule ? c.json({ id: 1, project_id: project.id, ...pushRule }) : notFound();
  });

  // `lib/api/resource_access_tokens.rb`: 401, not 403, for who may not read them.
  routes.get('/projects/:id/access_tokens', (c) => {
    const { project, user } = requireProject(world, c);
    if (!maintains(project, user)) return unauthorized();
    const tokens = state.tokens.flatMap((token) => {
      const bot = state.users.find(({ id, bot: isBot }) => isBot && id === token.userId);
      const level = bot && project.members.get(bot.id);
      return level === undefined ? [] : [{ ...tokenEntity(token), access_level: level }];
    });
    return c.json(paginate(c, tokens, world.url));
  });
  return routes;
}

function maintains(project: Project, user: User): boolean {
  return accessLevel(project, user) >= AccessLevel.maintainer;
}

function variableEntity(variable: CiVariable): Entity {
  return {
    variable_type: variable.variable_type ?? 'env_var',
    key: variable.key,
    value: variable.value,
    hidden: false,
    protected: variable.protected ?? false,
    masked: variable.masked ?? false,
    raw: variable.raw ?? false,
    environment_scope: variable.environmentScope ?? '*',
    description: null,
  };
}

function runnerEntity(runner: Runner): Entity {
  return {
    id: runner.id,
    description: runner.description,
    ip_address: '127.0.0.1',
    active: !runner.paused,
    paused: runner.paused,
    is_shared: runner.type === 'instance_type',
    runner_type: runner.type,
    name: 'gitlab-runner',
    online: runner.online,
    status: runner.online ? 'online' : 'offline',
  };
}
