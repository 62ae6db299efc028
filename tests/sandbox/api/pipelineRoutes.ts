import { Hono } from 'hono';
import { pipelineStatus } from '../pipelines/pipelineStatus.ts';
import { retryJobs } from '../pipelines/retryJob.ts';
import { cancelPipeline } from '../pipelines/startPipeline.ts';
import { AccessLevel, type Pipeline, type Project, accessLevel, userById } from '../state/State.ts';
import type { World } from '../World.ts';
import { buildsAreOn } from './abilities.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { commitOf } from './jobRoutes.ts';
import { paginate } from './paginate.ts';
import { readParameters } from './parameters.ts';
import { jobEntity, pipelineEntity } from './pipelineEntities.ts';
import { answerPipeline, readInputs, readVariables } from './readPipeline.ts';
import { badParameter, forbidden, noSuchRecord } from './refuse.ts';
import { isThere } from './versions.ts';

const SOURCES =
  'push web trigger schedule api external pipeline chat webide merge_request_event external_pull_request_event parent_pipeline ondemand_dast_scan ondemand_dast_validation security_orchestration_policy container_registry_push duo_workflow pipeline_execution_policy_schedule'.split(
    ' ',
  );
const STATUSES =
  'created waiting_for_resource preparing waiting_for_callback pending running success failed canceling canceled skipped manual scheduled'.split(
    ' ',
  );

function find(c: SandboxContext): { project: Project; pipeline: Pipeline } {
  const { project } = scene(c);
  const id = Number(c.req.param('pipelineId'));
  const pipeline = project.pipelines.find((one) => one.id === id);
  return pipeline ? { project, pipeline } : noSuchRecord();
}

/** Pipelines: create, list, read, cancel, retry. */
export function pipelineRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const base = '/projects/:id/pipelines';

  routes.post('/projects/:id/pipeline', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const { ref } = parameters;
    if (typeof ref !== 'string') return badParameter('ref is missing');
    const variables = readVariables(parameters['variables']);
    const inputs = readInputs(world, c, parameters['inputs']);
    return answerPipeline(world, c, project, user, 400, {
      ref,
      source: 'api',
      variables,
      ...(inputs === undefined ? {} : { inputs }),
    });
  });

  routes.get(base, (c) => {
    const { project } = scene(c);
    checkFilters(c);
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
    const { project, pipeline } = find(c);
    return c.json(pipelineEntity(world, project, pipeline, 'full'));
  });

  routes.get(`${base}/:pipelineId/variables`, (c) => {
    const { user } = scene(c);
    const { project, pipeline } = find(c);
    const access = accessLevel(project, user);
    const own = pipeline.userId === user?.id && access >= AccessLevel.developer;
    if ((access < AccessLevel.maintainer && !own) || !buildsAreOn(project)) return forbidden();
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
    const { project, pipeline } = find(c);
    if (!buildsAreOn(project)) return forbidden();
    const commit = await commitOf(project, pipeline);
    const scopes = c.req.queries('scope[]') ?? c.req.queries('scope') ?? [];
    const retried = c.req.query('include_retried') === 'true' ? (pipeline.retried ?? []) : [];
    const list = [...pipeline.jobs, ...retried]
      .filter(({ status }) => scopes.length === 0 || scopes.includes(status))
      .toSorted((a, b) => b.id - a.id);
    const page = paginate(c, list, world.url);
    return c.json(page.map((job) => jobEntity(world, project, pipeline, job, commit)));
  });

  // The runner starts no trigger jobs, so no pipeline here has any.
  routes.get(`${base}/:pipelineId/bridges`, (c) => {
    const { project } = find(c);
    return buildsAreOn(project) ? c.json([]) : forbidden();
  });

  routes.post(`${base}/:pipelineId/cancel`, (c) => {
    const { user } = signedScene(c);
    const { project, pipeline } = find(c);
    // The answer still shows it as it was.
    const entity = pipelineEntity(world, project, pipeline, 'created');
    cancelPipeline(world, pipeline, user.id);
    return c.json(entity);
  });

  routes.post(`${base}/:pipelineId/retry`, (c) => {
    const { user } = signedScene(c);
    const { project, pipeline } = find(c);
    const ended = pipeline.jobs.filter(({ status }) => ['failed', 'canceled'].includes(status));
    retryJobs(world, project, pipeline, ended, user.id);
    // It has begun again, also where there was nothing to run.
    const entity = { ...pipelineEntity(world, project, pipeline, 'created'), finished_at: null };
    return c.json(entity, 201);
  });

  routes.delete(`${base}/:pipelineId`, (c) => {
    const { user } = signedScene(c);
    const { project, pipeline } = find(c);
    if (accessLevel(project, user) < AccessLevel.owner) return forbidden();
    project.pipelines = project.pipelines.filter((one) => one !== pipeline);
    return c.body(null, 204);
  });
  return routes;
}

/** What Grape refuses of the list's filters. */
function checkFilters(c: SandboxContext): void {
  const one = (name: string, values: readonly string[]): void => {
    const value = c.req.query(name);
    if (value && !values.includes(value)) badParameter(`${name} does not have a valid value`);
  };
  one('source', SOURCES);
  one('status', STATUSES);
  one('order_by', ['id', 'status', 'ref', 'updated_at', 'user_id']);
  one('sort', ['asc', 'desc']);
  for (const name of ['updated_after', 'updated_before', 'created_after', 'created_before']) {
    const value = c.req.query(name);
    if (value && Number.isNaN(Date.parse(value))) badParameter(`${name} is invalid`);
  }
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
    (is('name', pipeline.name) || !isThere(world.state.settings.version, 'GET pipelines name')) &&
    is('ref', pipeline.ref) &&
    is('sha', pipeline.sha) &&
    is('source', pipeline.source) &&
    is('status', pipelineStatus(pipeline.jobs)) &&
    is('username', userById(world.state, pipeline.userId).username) &&
    (!after || Date.parse(pipeline.updatedAt) > Date.parse(after))
  );
}
