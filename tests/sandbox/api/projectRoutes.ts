import { Hono } from 'hono';
import { z } from 'zod';
import {
  AccessLevel,
  type OverrideRole as Role,
  type Project,
  type ProtectedBranch,
  type User,
  accessLevel,
  nextId,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { userEntity } from './entities.ts';
import type { SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { paginate } from './paginate.ts';
import { optionalFlag, optionalText, readParameters, requireText } from './parameters.ts';
import { projectEntity } from './projectEntity.ts';
import { badParameter, noSuchRecord, refuse } from './refuse.ts';

const OverrideRole = z.enum(['no_one_allowed', 'developer', 'maintainer', 'owner']);

const LEVEL_NAMES: Record<number, string> = {
  0: 'No one',
  30: 'Developers + Maintainers',
  40: 'Maintainers',
};

function levelEntity(id: number, level: number): Record<string, unknown> {
  return {
    id,
    access_level: level,
    access_level_description: LEVEL_NAMES[level] ?? 'Maintainers',
  };
}

/** GitLab's words for a change of who may send variables that this user may not make, or null. */
function roleRefusal(project: Project, user: User, wanted: Role): string | null {
  const owner = accessLevel(project, user) >= AccessLevel.owner;
  if (owner || wanted === project.variablesRole) return null;
  if (project.variablesRole === 'owner') {
    return 'Changing the restrict_user_defined_variables or ci_pipeline_variables_minimum_override_role is not allowed';
  }
  return wanted === 'owner'
    ? 'Changing the ci_pipeline_variables_minimum_override_role to the owner role is not allowed'
    : null;
}

/** The project itself, its settings, members, protected branches, labels and trigger tokens. */
export function projectRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/projects/:id', (c) => {
    const { project, user } = scene(c);
    return c.json(projectEntity(world, project, user));
  });

  routes.put('/projects/:id', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const wanted = parameters['ci_pipeline_variables_minimum_override_role'];
    if (wanted !== undefined) {
      const role = OverrideRole.safeParse(wanted);
      if (!role.success) {
        return badParameter(
          'ci_pipeline_variables_minimum_override_role does not have a valid value',
        );
      }
      const refused = roleRefusal(project, user, role.data);
      if (refused !== null) return refuse(400, { message: refused });
      project.variablesRole = role.data;
    }
    if ('ci_config_path' in parameters) {
      project.ciConfigPath = optionalText(parameters, 'ci_config_path') || null;
    }
    const jobTokenPush = optionalFlag(parameters, 'ci_push_repository_for_job_token_allowed');
    if (jobTokenPush !== undefined) project.jobTokenPush = jobTokenPush;
    return c.json(projectEntity(world, project, user));
  });

  const member = (id: number, level: number): Record<string, unknown> => ({
    ...userEntity(world, userById(world.state, id)),
    access_level: level,
    created_at: '2024-02-01T09:00:00.000Z',
    expires_at: null,
    membership_state: 'active',
  });
  routes.get('/projects/:id/members/all', (c) => {
    const { project } = signedScene(c);
    const wanted = c.req.queries('user_ids[]') ?? c.req.queries('user_ids');
    const members = [...everybody(project)]
      .filter(([id]) => !wanted || wanted.includes(String(id)))
      .map(([id, level]) => member(id, level));
    return c.json(paginate(c, members, world.url));
  });
  routes.get('/projects/:id/members/all/:userId', (c) => {
    const { project } = signedScene(c);
    const id = Number(c.req.param('userId'));
    const level = everybody(project).get(id);
    return level === undefined ? noSuchRecord() : c.json(member(id, level));
  });

  protectedBranchRoutes(world, routes);

  routes.get('/projects/:id/labels', (c) => {
    const { project } = scene(c);
    const labels = project.labels.map((label) => ({
      id: label.id,
      name: label.name,
      description: null,
      description_html: '',
      text_color: '#FFFFFF',
      color: label.color,
      archived: false,
      subscribed: false,
      priority: null,
      is_project_label: true,
    }));
    return c.json(paginate(c, labels, world.url));
  });

  routes.post('/projects/:id/triggers', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const trigger = {
      id: nextId(),
      token: `glptt-${crypto.randomUUID().replaceAll('-', '')}`,
      ownerId: user.id,
      description: requireText(parameters, 'description'),
    };
    project.triggerTokens.push(trigger);
    return c.json(
      {
        id: trigger.id,
        token: trigger.token,
        description: trigger.description,
        created_at: new Date().toISOString(),
        updated_at: new Date().toISOString(),
        last_used: null,
        expires_at: null,
        owner: userEntity(world, user),
      },
      201,
    );
  });
  return routes;
}

/** Members of the project and of the group above, each with the higher of the two levels. */
function everybody(project: Project): Map<number, number> {
  const all = new Map(project.groupMembers);
  for (const [id, level] of project.members) all.set(id, Math.max(level, all.get(id) ?? 0));
  return all;
}

function protectedBranchEntity(branch: ProtectedBranch): Record<string, unknown> {
  return {
    id: branch.id,
    name: branch.name,
    push_access_levels: [{ ...levelEntity(branch.id, branch.pushLevel), deploy_key_id: null }],
    merge_access_levels: [levelEntity(branch.id, branch.mergeLevel)],
    allow_force_push: false,
  };
}

function protectedBranchRoutes(world: World, routes: Hono<SandboxEnv>): void {
  routes.get('/projects/:id/protected_branches', (c) => {
    const { project } = scene(c);
    return c.json(paginate(c, project.protectedBranches.map(protectedBranchEntity), world.url));
  });
  routes.get('/projects/:id/protected_branches/:name', (c) => {
    const { project } = scene(c);
    const branch = project.protectedBranches.find(({ name }) => name === c.req.param('name'));
    return branch ? c.json(protectedBranchEntity(branch)) : noSuchRecord();
  });
  routes.post('/projects/:id/protected_branches', async (c) => {
    const parameters = await readParameters(c);
    const { project } = signedScene(c);
    const name = requireText(parameters, 'name');
    if (project.protectedBranches.some((branch) => branch.name === name)) {
      return refuse(409, { message: `Protected branch '${name}' already exists` });
    }
    const level = (key: string): number => Number(parameters[key] ?? AccessLevel.maintainer);
    const branch = {
      id: nextId(),
      name,
      pushLevel: level('push_access_level'),
      mergeLevel: level('merge_access_level'),
    };
    project.protectedBranches.push(branch);
    return c.json(protectedBranchEntity(branch), 201);
  });
  routes.delete('/projects/:id/protected_branches/:name', (c) => {
    const { project } = signedScene(c);
    const name = c.req.param('name');
    if (!project.protectedBranches.some((branch) => branch.name === name)) return noSuchRecord();
    project.protectedBranches = project.protectedBranches.filter((one) => one.name !== name);
    return c.body(null, 204);
  });
}
