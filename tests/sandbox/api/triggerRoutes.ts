import { Hono } from 'hono';
import { z } from 'zod';
import { AccessLevel, type Project, type User, accessLevel, userById } from '../state/State.ts';
import type { World } from '../World.ts';
import { findProject, jobActor } from './authenticate.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { readParameters, requireText } from './parameters.ts';
import { answerPipeline, readInputs } from './readPipeline.ts';
import { badParameter, notFound, refuse } from './refuse.ts';

const Values = z.record(z.string(), z.unknown());
const Texts = z.record(z.string(), z.string());

/** `POST /trigger/pipeline`: the token in the body stands for its owner (or for the job's user). */
export function triggerRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  for (const path of [
    '/projects/:id/trigger/pipeline',
    '/projects/:id/ref/:ref/trigger/pipeline',
  ]) {
    routes.post(path, (c) => trigger(world, c));
  }
  return routes;
}

function readRef(c: SandboxContext, parameters: Record<string, unknown>): string {
  const ref = c.req.param('ref') ?? parameters['ref'];
  if (ref === undefined || ref === null) return badParameter('ref is missing, ref is empty');
  return ref === '' ? badParameter('ref is empty') : String(ref);
}

/** Whom a token stands for in a project; null for a token that is nobody's there. */
function bearer(
  world: World,
  project: Project,
  token: string,
): { user: User; source: 'trigger' | 'pipeline' } | null {
  const known = project.triggerTokens.find((one) => one.token === token);
  if (known) return { user: userById(world.state, known.ownerId), source: 'trigger' };
  const job = jobActor(world, token);
  if (!job) return null;
  const admitted = job.project === project || project.settings.jobTokenProjects.has(job.project.id);
  // What a job starts with its token has a source of its own.
  return admitted ? { user: job.user, source: 'pipeline' } : null;
}

async function trigger(world: World, c: SandboxContext): Promise<Response> {
  const parameters = await readParameters(c);
  const token = requireText(parameters, 'token');
  const ref = readRef(c, parameters);
  const sent = parameters['variables'] ?? {};
  if (!Values.safeParse(sent).success) return badParameter('variables is invalid');
  const project = findProject(world, c.req.param('id') ?? '');
  const found = project && bearer(world, project, token);
  if (!project || !found || accessLevel(project, found.user) === AccessLevel.none) {
    return notFound();
  }
  const variables = Texts.safeParse(sent);
  if (!variables.success) {
    return refuse(400, { message: 'variables needs to be a map of key-valued strings' });
  }
  const inputs = readInputs(world, c, parameters['inputs']);
  const { token: _token, ...payload } = parameters;
  return answerPipeline(world, c, project, found.user, 422, {
    ref,
    source: found.source,
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
