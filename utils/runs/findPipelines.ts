import type { Pipeline } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab, Listing } from '../gitlab/GitLab.ts';
import type { Run } from './Run.ts';

/** How far back is looked where it is not known which pipeline was the newest before. */
const FURTHEST = 200;
/** How many pipelines' variables are read at most. */
const MOST_SEARCHED = 20;

/** Pipelines whose variables carry the run's id. What cannot be read, or travelled as inputs, leaves the search incomplete. */
async function searchVariables(
  gitLab: GitLab,
  run: Run,
  recent: Listing<Pipeline>,
): Promise<Listing<Pipeline>> {
  const candidates = recent.items.filter(
    ({ ref, id }) => ref === run.ref && id > run.newestPipelineId,
  );
  const searched = candidates.slice(0, MOST_SEARCHED);
  const answers = await Promise.all(
    searched.map(async (pipeline) => ({
      pipeline,
      variables: await gitLab.pipelineVariables(run.projectId, pipeline.id),
    })),
  );
  const items = answers.filter(
    ({ variables }) =>
      variables.ok &&
      variables.value.some(({ key, value }) => key === 'AI_FLOW_REQUEST_ID' && value === run.id),
  );
  const told = answers.every(({ variables }) => variables.ok && variables.value.length > 0);
  return {
    items: items.map(({ pipeline }) => pipeline),
    complete: recent.complete && told && searched.length === candidates.length,
  };
}

/** A name can be given to any pipeline: one that was made on another ref, or in another way, is none of ours. */
function isMadeAlike(pipeline: Pipeline, run: Run, source: string): boolean {
  return pipeline.ref === run.ref && (pipeline.source ?? source) === source;
}

/**
 * All pipelines of a run, found by their name, and by their variables where pipelines of its ref carry none. GitLab's filter is only a hint:
 * every name is compared again, character for character.
 */
export async function findPipelines(gitLab: GitLab, run: Run): Promise<Result<Listing<Pipeline>>> {
  const bounds = { downTo: run.newestPipelineId, limit: FURTHEST };
  const source = run.trigger ? 'trigger' : 'api';
  if (run.named) {
    const byName = await gitLab.pipelines(run.projectId, { ...bounds, name: run.pipelineName });
    if (!byName.ok) return byName;
    const items = byName.value.items.filter(
      (one) =>
        one.name === run.pipelineName &&
        one.id > run.newestPipelineId &&
        isMadeAlike(one, run, source),
    );
    if (items.length > 0 || run.pipelineId !== undefined)
      return { ok: true, value: { ...byName.value, items } };
  }
  const recent = await gitLab.pipelines(run.projectId, { ...bounds, source });
  if (!recent.ok) return recent;
  // What carries another name than ours is another run's.
  const items = recent.value.items.filter(({ name }) => !run.named || !name);
  return { ok: true, value: await searchVariables(gitLab, run, { ...recent.value, items }) };
}
