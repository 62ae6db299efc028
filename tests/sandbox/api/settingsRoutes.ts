import { Hono } from 'hono';
import type { CiVariable } from '../ci/types.ts';
import type { Runner } from '../state/ProjectSettings.ts';
import { AccessLevel, type Project, type User, accessLevel } from '../state/State.ts';
import type { World } from '../World.ts';
import { type Entity, tokenEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { signedScene, signedUser } from './guard.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, readParameters } from './parameters.ts';
import { projectEntity } from './projectEntity.ts';
import { badRequest, forbidden, noSuchRecord, notFound } from './refuse.ts';
import { asOf } from './versions.ts';

/** Settings that Maintainers read: variables, runners, the scope of job tokens, push rules, access tokens. */
export function settingsRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const { state } = world;

  routes.get('/projects/:id/variables', (c) => {
    const { project } = signedScene(c);
    return c.json(paginate(c, project.variables.map(variableEntity), world.url));
  });

  // `lib/api/group_variables.rb`: for who administers the group.
  routes.get('/groups/:id/variables', (c) => {
    const user = signedUser(c);
    const group = state.groups.get(c.req.param('id'));
    if (!group || !seesGroup(world, c.req.param('id'), user)) return notFound('Group');
    if (group.ownerId !== user.id && user.admin !== true) return forbidden();
    return c.json(paginate(c, group.variables.map(variableEntity), world.url));
  });

  routes.get('/projects/:id/runners', (c) => {
    const { project } = signedScene(c);
    const tags = c.req.query('tag_list')?.split(',') ?? [];
    const { status, type, paused } = c.req.query();
    const wanted = project.settings.runners
      .filter(({ online }) => status === undefined || status === (online ? 'online' : 'offline'))
      .filter((runner) => type === undefined || type === runner.type)
      .filter((runner) => paused === undefined || paused === String(runner.paused))
      .filter((runner) => tags.every((tag) => runner.tags.includes(tag)));
    return c.json(paginate(c, wanted.map(runnerEntity), world.url));
  });

  routes.get('/runners/:id', (c) => {
    const user = signedUser(c);
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
      contacted_at: new Date(Date.now() - (runner.silentFor ?? 0) * 60_000).toISOString(),
      access_level: runner.protected ? 'ref_protected' : 'not_protected',
      projects: [],
      groups: [],
    });
  });

  routes.get('/projects/:id/push_rule', (c) => {
    const { project } = signedScene(c);
    return c.json({ id: 1, project_id: project.id, ...project.settings.pushRule });
  });

  routes.get('/projects/:id/access_tokens', (c) => {
    const { project } = signedScene(c);
    const tokens = state.tokens.flatMap((token) => {
      const bot = state.users.find(({ id, bot: isBot }) => isBot && id === token.userId);
      const level = bot && project.members.get(bot.id);
      if (level === undefined) return [];
      const entity = asOf(state.settings.version, 'token', tokenEntity(token));
      return [{ ...entity, access_level: level }];
    });
    return c.json(paginate(c, tokens, world.url));
  });
  jobTokenRoutes(world, routes);
  return routes;
}

/** Which projects' jobs are let in. */
function jobTokenRoutes(world: World, routes: Hono<SandboxEnv>): void {
  const base = '/projects/:id/job_token_scope';
  routes.get(base, (c) => {
    const { project } = signedScene(c);
    return c.json({ inbound_enabled: project.settings.jobTokenLimited, outbound_enabled: false });
  });
  routes.patch(base, async (c) => {
    signedScene(c);
    const enabled = optionalFlag(await readParameters(c), 'enabled');
    if (enabled === true) return c.body(null, 204);
    return badRequest(
      'Job token scope cannot be disabled for this project because it is enforced for the instance. Contact your administrator to modify this setting.',
    );
  });
  routes.get(`${base}/allowlist`, (c) => {
    const { project, user } = signedScene(c);
    const listed = world.state.projects.filter(
      (one) => one === project || project.settings.jobTokenProjects.has(one.id),
    );
    return c.json(paginate(c, listed, world.url).map((one) => projectEntity(world, one, user)));
  });
  routes.post(`${base}/allowlist`, async (c) => {
    const { project } = signedScene(c);
    const target = Number((await readParameters(c))['target_project_id']);
    if (!world.state.projects.some(({ id }) => id === target)) return notFound('Target Project');
    project.settings.jobTokenProjects.add(target);
    return c.json({ source_project_id: project.id, target_project_id: target }, 201);
  });
  routes.delete(`${base}/allowlist/:otherId`, (c) => {
    const { project } = signedScene(c);
    if (!project.settings.jobTokenProjects.delete(Number(c.req.param('otherId')))) {
      return noSuchRecord();
    }
    return c.body(null, 204);
  });
}

function seesGroup(world: World, path: string, user: User): boolean {
  const group = world.state.groups.get(path);
  if (group?.ownerId === user.id) return true;
  return world.state.projects.some(
    (project) => project.namespace.path === path && accessLevel(project, user) > AccessLevel.none,
  );
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

/** A runner as lists and jobs have it. */
export function runnerEntity(runner: Runner): Entity {
  return {
    id: runner.id,
    description: runner.description,
    ip_address: null,
    active: !runner.paused,
    paused: runner.paused,
    is_shared: runner.type === 'instance_type',
    runner_type: runner.type,
    name: null,
    online: runner.online,
    created_by: null,
    created_at: '2024-02-01T09:00:00.000Z',
    status: runner.online ? 'online' : 'offline',
    job_execution_status: 'idle',
  };
}
