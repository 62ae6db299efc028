import type { Bridge, Job } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';

/** A job that failed, and where. */
export interface FailedJob {
  job: Job;
  /** Names of the trigger jobs that lead to its pipeline, outermost first; empty for the merge request's own. */
  within: readonly string[];
}

/** What failed below a pipeline. */
export interface FailedJobs {
  jobs: FailedJob[];
  /** Trigger jobs that failed without a child pipeline in the same project whose jobs could be listed, each with why. */
  bridges: { bridge: Bridge; within: readonly string[]; why: string }[];
}

/** GitLab lets a child pipeline have children of its own, and those none. */
const DEEPEST = 2;
/** Child pipelines that are looked into at each level. */
const MOST_CHILDREN = 5;
const NOTHING: FailedJobs = { jobs: [], bridges: [] };

/** A server that does not know the filter lists all of them. */
function isFailed({ status }: { status: string }): boolean {
  return status === 'failed';
}

function whyNot(bridge: Bridge, projectId: number, position: number): string | null {
  const child = bridge.downstream_pipeline;
  if (!child) return bridge.failure_reason ?? 'no pipeline was made';
  if (child.project_id !== undefined && child.project_id !== projectId)
    return `its pipeline ${child.id} is one of another project`;
  return position < MOST_CHILDREN ? null : `its pipeline ${child.id} was not looked into`;
}

/** The jobs that failed in the child pipelines of a pipeline, where they are of the same project, and in those of these. */
export async function readChildJobs(
  gitLab: GitLab,
  projectId: number,
  pipelineId: number,
  within: readonly string[] = [],
): Promise<FailedJobs> {
  const listed = await gitLab.failedBridges(projectId, pipelineId);
  // A server or a token that does not tell them: what failed in a job of the pipeline itself is told all the same.
  const bridges = listed.ok ? listed.value.filter(isFailed) : [];
  const read = async (bridge: Bridge, position: number): Promise<FailedJobs> => {
    const why = whyNot(bridge, projectId, position);
    const child = bridge.downstream_pipeline;
    if (why !== null || !child) return { jobs: [], bridges: [{ bridge, within, why: why ?? '' }] };
    const inside = [...within, bridge.name];
    const [jobs, below] = await Promise.all([
      gitLab.failedJobs(projectId, child.id),
      inside.length < DEEPEST ? readChildJobs(gitLab, projectId, child.id, inside) : NOTHING,
    ]);
    const unread = {
      bridge,
      within,
      why: `the jobs of its pipeline ${child.id} could not be read`,
    };
    return {
      jobs: [...failedOf(jobs, inside), ...below.jobs],
      bridges: [...(jobs.ok ? [] : [unread]), ...below.bridges],
    };
  };
  const children = await Promise.all(bridges.map(read));
  return {
    jobs: children.flatMap(({ jobs }) => jobs),
    bridges: children.flatMap((one) => one.bridges),
  };
}

/** Those of a list that failed; none of one that could not be read. */
export function failedOf(jobs: Result<Job[]>, within: readonly string[]): FailedJob[] {
  return jobs.ok ? jobs.value.filter(isFailed).map((job) => ({ job, within })) : [];
}
