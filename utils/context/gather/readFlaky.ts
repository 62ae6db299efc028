import type { Job, Pipeline } from '../../gitlab/entities.ts';
import { askOfProject, type PageSource } from '../PageSource.ts';

/** Other pipelines of the commit that are looked into. */
const MOST_PIPELINES = 2;

/**
 * Names of those of the jobs, which failed in a pipeline, that have succeeded on the same commit, too: in another attempt, which
 * GitLab keeps as retried, or in another pipeline of the merge request. What cannot be read tells nothing.
 */
export async function readFlaky(
  source: PageSource,
  pipeline: Pipeline,
  failed: readonly Job[],
): Promise<ReadonlySet<string>> {
  if (failed.length === 0) return new Set();
  const { gitLab, page } = source;
  const attempts = gitLab.pipelineJobs(pipeline.project_id, pipeline.id, { retried: true });
  const listed = await askOfProject(source, (project) =>
    gitLab.mergeRequestPipelines(project, page.iid),
  );
  const others = (listed.ok ? listed.value : [])
    .filter(
      ({ id, sha, project_id: place }) =>
        id !== pipeline.id && sha === pipeline.sha && place === pipeline.project_id,
    )
    .slice(0, MOST_PIPELINES);
  const answers = await Promise.all([
    attempts,
    ...others.map(({ id, project_id: place }) => gitLab.pipelineJobs(place, id)),
  ]);
  const succeeded = new Set(
    answers
      .flatMap((jobs) => (jobs.ok ? jobs.value : []))
      .filter(({ status }) => status === 'success')
      .map(({ name }) => name),
  );
  return new Set(failed.map(({ name }) => name).filter((name) => succeeded.has(name)));
}
