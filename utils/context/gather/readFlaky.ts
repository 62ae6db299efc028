import type { Job, Pipeline } from '../../gitlab/entities.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';

/**
 * Names of those of the jobs, which failed in a pipeline, of which another attempt there has succeeded: GitLab keeps it as
 * retried. What cannot be read tells nothing.
 */
export async function readFlaky(
  gitLab: GitLab,
  pipeline: Pipeline,
  failed: readonly Job[],
): Promise<ReadonlySet<string>> {
  if (failed.length === 0) return new Set();
  const attempts = await gitLab.pipelineJobs(pipeline.project_id, pipeline.id, { retried: true });
  const succeeded = new Set(
    (attempts.ok ? attempts.value : [])
      .filter(({ status }) => status === 'success')
      .map(({ name }) => name),
  );
  return new Set(failed.map(({ name }) => name).filter((name) => succeeded.has(name)));
}
