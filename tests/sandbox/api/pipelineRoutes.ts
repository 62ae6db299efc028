import { Hono } from 'hono';
import { z } from 'zod';
import type { CiVariable } from '../ci/types.ts';
import { type NewPipeline, createPipeline } from '../pipelines/createPipeline.ts';
import { isFinished, pipelineStatus } from '../pipelines/pipelineStatus.ts';
import { cancelPipeline } from '../pipelines/startPipeline.ts';
import {
  AccessLevel,
  type Pipeline,
  type Project,
  type User,
  accessLevel,
  userById,
} from '../state/State.ts';
import type { World } from '../World.ts';
import { findProject, jobActor, requireProject } from './authenticate.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { commitOf } from './jobRoutes.ts';
import { paginate } from './paginate.ts';
import { readParameters, requireText } from './parameters.ts';
import { jobEntity, pipelineEntity } from './pipelineEntities.ts';
import { badParameter, forbidden, notFound, refuse } from './refuse.ts';

const READ = { jobToken: true } as const;

const Variables = z.array(
  z.object({
    key: z.string().optional(),
    value: z.coerce.string().optional(),
    variable_type: z.enum(['env_var', 'file']).optional(),
    raw: z.boolean().optional(),
  }),
);
const Texts = z.record(z.string(), z.string());
const Inputs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

function readVariables(value: unknown): CiVariable[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return badParameter('variables is invalid');
  const list = Variables.safeParse(value);
  if (!list.success) {
    return badParameter('variables[0][variable_type] does not have a valid value');
  }
  return list.data.map((variable) => ({
    key: variable.key ?? '',
    value: variable.value ?? '',
    variable_type: variable.variable_type ?? 'env_var',
    ...(variable.raw === undefined ? {} : { raw: variable.raw }),
  }));
}

function readInputs(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  const inputs = Inputs.safeParse(value);
  if (!inputs.success) return badParameter('inputs is invalid');
  return Object.fromEntries(Object.entries(inputs.data).map(([key, text]) => [key, String(text)]));
}

/** Pipelines: create (by token and by trigger), list, read, cancel. */
export function pipelineRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/pipelines';

  const find = (
    c: SandboxContext,
    need: { jobToken?: boolean } = {},
    level: number = AccessLevel.reporter,
  ): { project: Project; user: User; pipeline: Pipeline } => {
    const { project, user } = requireProject(world, c, level, need);
    const id = Number(c.req.param('pipelineId'));
    const pipeline = project.pipelines.find((one) => one.id === id);
    return pipeline ? { project, user, pipeline } : notFound();
  };

  routes.post('/projects/:id/pipeline', async (c) => {
    const parameters = await readParameters(c);
    const ref = requireText(parameters, 'ref');
    const variables = readVariables(parameters['variables']);
    const inputs = readInputs(parameters['inputs']);
    const { project, user } = requireProject(world, c, AccessLevel.developer);
    return answer(world, c, project, user, 400, {
      ref,
      source: 'api',
      variables,
      ...(inputs === undefined ? {} : { inputs }),
    });
  });

  for (const path of [
    '/projects/:id/trigger/pipeline',
    '/projects/:id/ref/:ref/trigger/pipeline',
  ]) {
    routes.post(path, (c) => trigger(world, c));
  }

  routes.get(base, (c) => {
    const { project } = requireProject(world, c, AccessLevel.reporter, READ);
    const list = project.pipelines.filter((one) => isWanted(world, c, one));
    const order = c.req.query('order_by') === 'updated_at' ? 'updatedAt' : 'id';
    list.sort((a, b) =>
      order === 'id' ? b.id - a.id : b.updatedAt.localeCompare(a.updatedAt) || b.id - a.id,
    );
    if (c.req.query('sort') === 'asc') list.reverse();
    return c.json(
      paginate(c, list, world.url).map((one) => pipelineEntity(world, project, one, 'listed')),
    );
  });

  routes.get(`${base}/:pipelineId`, (c) => {
    const { project, pipeline } = find(c, READ);
    return c.json(pipelineEntity(world, project, pipeline, 'full'));
  });

  routes.get(`${base}/:pipelineId/variables`, (c) => {
    const { project, user, pipeline } = find(c);
    const maintainer = accessLevel(project, user) >= AccessLevel.maintainer;
    const own = pipeline.userId === user.id && accessLevel(project, user) >= AccessLevel.developer;
    if (!maintainer && !own) return forbidden();
    return c.json(
      pipeline.variables.map((variable) => ({
        variable_type: variable.variable_type ?? 'env_var',
        key: variable.key,
        value: variable.value,
        raw: variable.raw ?? false,
      })),
    );
  });

  routes.get(`${base}/:pipelineId/jobs`, async (c) => {
    const { project, pipeline } = find(c, READ);
    const commit = await commitOf(project, pipeline);
    const scopes = c.req.queries('scope[]') ?? c.req.queries('scope') ?? [];
    const list = pipeline.jobs.filter(
      ({ status }) => scopes.length === 0 || scopes.includes(status),
    );
    const page = paginate(c, list.toReversed(), world.url);
    return c.json(page.map((job) => jobEntity(world, project, pipeline, job, commit)));
  });

  routes.post(`${base}/:pipelineId/cancel`, (c) => {
    const { project, user, pipeline } = find(c, {}, AccessLevel.developer);
    if (pipeline.jobs.some((job) => !isFinished(job))) cancelPipeline(pipeline, user.id);
    return c.json(pipelineEntity(world, project, pipeline, 'full'));
  });
  return routes;
}

async function answer(
  world: World,
  c: SandboxContext,
  project: Project,
  user: User,
  status: 400 | 422,
  wanted: NewPipeline,
): Promise<Response> {
  const made = await createPipeline(world, project, user, wanted);
  if ('refusal' in made) return refuse(status, { message: { base: [made.refusal] } });
  return c.json(pipelineEntity(world, project, made.pipeline, 'created'), 201);
}

/** `POST /trigger/pipeline`: the token in the body stands for its owner (or for the job's user). */
async function trigger(world: World, c: SandboxContext): Promise<Response> {
  const parameters = await readParameters(c);
  const ref = c.req.param('ref') ?? requireText(parameters, 'ref');
  const token = requireText(parameters, 'token');
  const variables = Texts.safeParse(parameters['variables'] ?? {});
  if (!variables.success) {
    return refuse(400, { message: 'variables needs to be a map of key-valued strings' });
  }
  const inputs = readInputs(parameters['inputs']);
  const project = findProject(world, c.req.param('id') ?? '');
  if (!project) return notFound();
  const known = project.triggerTokens.find((one) => one.token === token);
  const job = jobActor(world, token);
  const user = known ? userById(world.state, known.ownerId) : job?.user;
  if (!user || accessLevel(project, user) === AccessLevel.none) return notFound();
  const { token: _token, ...payload } = parameters;
  return answer(world, c, project, user, 422, {
    ref,
    // What a job starts with its token has a source of its own.
    source: known ? 'trigger' : 'pipeline',
    variables: [
      ...Object.entries(variables.data).map(([key, value]) => ({ key, value })),
      {
        key: 'TRIGGER_PAYLOAD',
        value: JSON.stringify(payload),
        variable_type: 'file' as const,
        raw: true,
      },
    ],
    ...(inputs === undefined ? {} : { inputs }),
  });
}

function isWanted(world: World, c: SandboxContext, pipeline: Pipeline): boolean {
  const query = (name: string): string | undefined => c.req.query(name);
  // Like GitLab, an empty filter filters nothing.
  const is = (name: string, value: string | null): boolean => {
    const wanted = query(name);
    return !wanted || wanted === value;
  };
  const after = query('updated_after') ?? query('created_after');
  return (
    is('name', pipeline.name) &&
    is('ref', pipeline.ref) &&
    is('sha', pipeline.sha) &&
    is('source', pipeline.source) &&
    is('status', pipelineStatus(pipeline.jobs)) &&
    is('username', userById(world.state, pipeline.userId).username) &&
    (!after || Date.parse(pipeline.updatedAt) > Date.parse(after))
  );
}
