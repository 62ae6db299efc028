import { z } from 'zod';
import type { CiVariable } from '../ci/types.ts';
import { type NewPipeline, createPipeline } from '../pipelines/createPipeline.ts';
import type { Project, User } from '../state/State.ts';
import type { World } from '../World.ts';
import type { SandboxContext } from './Env.ts';
import { pipelineEntity } from './pipelineEntities.ts';
import { badParameter, refuse } from './refuse.ts';
import { isThere } from './versions.ts';

const Variables = z.array(
  z.object({
    key: z.string().optional(),
    value: z
      .union([z.string(), z.number(), z.boolean()])
      .nullish()
      .transform((value) => (value === null || value === undefined ? undefined : String(value))),
    variable_type: z.enum(['env_var', 'file']).optional(),
    raw: z.boolean().optional(),
  }),
);
const Inputs = z.record(z.string(), z.unknown());

/** Variables as `POST /pipeline` takes them. */
export function readVariables(value: unknown): CiVariable[] {
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

/** Inputs of either endpoint; a GitLab that had none does not look at them. */
export function readInputs(
  world: World,
  c: SandboxContext,
  value: unknown,
): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  const endpoint = c.req.path.includes('/trigger/') ? 'trigger/pipeline' : 'pipeline';
  const name = `POST /projects/:id/${endpoint} inputs`;
  if (!isThere(world.state.settings.version, name)) return undefined;
  const inputs = Inputs.safeParse(value);
  if (!inputs.success) return badParameter('inputs is invalid');
  return Object.fromEntries(
    Object.entries(inputs.data).map(([key, text]) => [
      key,
      text === null ? '' : typeof text === 'object' ? JSON.stringify(text) : String(text),
    ]),
  );
}

/** Makes the pipeline and answers with it, or with GitLab's words for why there is none. */
export async function answerPipeline(
  world: World,
  c: SandboxContext,
  project: Project,
  user: User,
  /** The status where the CI file or its inputs are wrong. */
  configurationStatus: 400 | 422,
  wanted: NewPipeline,
): Promise<Response> {
  const made = await createPipeline(world, project, user, wanted);
  if ('refusal' in made) {
    const status = made.why === 'configuration' ? configurationStatus : 400;
    return refuse(status, { message: made.refusal });
  }
  return c.json(pipelineEntity(world, project, made.pipeline, 'created'), 201);
}
