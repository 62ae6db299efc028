import type { Project } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { jobThatRuns } from './jobThatRuns.ts';
import type { JobFacts, RunnersFound } from './Facts.ts';

/** More need not be looked at: one that fits is enough. */
const MOST = 10;

/** Runners that are online and carry the tags of the job that runs Claude, each with what it takes. */
export async function readRunners(
  gitLab: GitLab,
  project: Project,
  jobs: JobFacts | null,
): Promise<Result<RunnersFound>> {
  const tags = jobThatRuns(jobs)?.tags ?? [];
  const online = await gitLab.onlineRunners(project.id, tags);
  if (!online.ok) return online;
  const looked = await Promise.all(online.value.slice(0, MOST).map(({ id }) => gitLab.runner(id)));
  return {
    ok: true,
    value: {
      runners: looked.flatMap((runner) => (runner.ok ? [runner.value] : [])),
      complete: online.value.length <= MOST && looked.every(({ ok }) => ok),
      tags,
    },
  };
}
