import { pipelineStatus } from '../pipelines/pipelineStatus.ts';
import type { Job, Pipeline, Project, User } from '../state/State.ts';
import type { World } from '../World.ts';
import { canReadPipelines } from '../api/abilities.ts';
import { connectionOf, type PageArguments } from './connectionOf.ts';
import { globalId, timeOf } from './noteableValues.ts';

/** A pipeline with its jobs, or null for who may not see it. */
export function pipelineValue(
  world: World,
  project: Project,
  user: User | null,
  pipeline: Pipeline,
) {
  if (!canReadPipelines(project, user)) return null;
  return {
    id: globalId('Ci::Pipeline', pipeline.id),
    iid: String(pipeline.iid),
    status: pipelineStatus(pipeline.jobs).toUpperCase(),
    ref: pipeline.ref,
    sha: pipeline.sha,
    createdAt: timeOf(pipeline.createdAt),
    project: { id: globalId('Project', project.id) },
    jobs: ({ statuses, retried, ...page }: JobArguments) => {
      const all =
        retried === false ? pipeline.jobs : [...pipeline.jobs, ...(pipeline.retried ?? [])];
      const wanted = all.filter(({ status }) => statuses?.includes(status.toUpperCase()) ?? true);
      return connectionOf(wanted, page, jobValue);
    },
    downstream: () => ({ nodes: [] }),
  };
}

interface JobArguments extends PageArguments {
  statuses?: string[] | null;
  retried?: boolean | null;
}

function jobValue(job: Job) {
  return {
    id: globalId('Ci::Build', job.id),
    name: job.name,
    status: job.status.toUpperCase(),
    stage: { name: job.stage },
    allowFailure: job.allowFailure,
    // GitLab has no words for a script that failed.
    failureMessage: null,
    kind: 'BUILD',
    trace: {
      htmlSummary: ({ lastLines }: { lastLines: number }) =>
        `<span>${job.log.split('\n').slice(-lastLines).join('<br/>')}</span>`,
    },
  };
}
