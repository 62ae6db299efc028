import { gatherContext } from '../context/gatherContext.ts';
import { askWho } from '../context/People.ts';
import type { Context } from '../context/Context.ts';
import type { Lint, Project } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import { readRepository, type Repository } from '../prompt/readRepository.ts';
import { choosePlace, type Place } from './choosePlace.ts';
import { variablesOfPush } from './knownVariables.ts';
import { jobsThatWouldStart } from './rules/startingJobs.ts';

/** All that was read for the previews of one panel; they are made from it without asking GitLab again. */
export interface Gathered {
  project: Project;
  context: Context;
  place: Result<Place>;
  /** Presets and settings that the default branch holds. */
  repository: Repository;
  /** 0 where pipelines cannot be listed. */
  newestPipelineId: number;
  /** Lints the file as it lies at `ref`, or `content` in its place; each once. */
  lint(target: { ref: string } | { content: string }): Promise<Result<Lint>>;
}

function onceEach(gitLab: GitLab, projectId: number): Gathered['lint'] {
  const asked = new Map<string, Promise<Result<Lint>>>();
  return (target) => {
    const key = JSON.stringify(target);
    const answer = asked.get(key) ?? gitLab.lint(projectId, target);
    asked.set(key, answer);
    return answer;
  };
}

/** Reads page, place and newest pipeline. A failure only where project or page cannot be read. */
export async function gather(
  gitLab: GitLab,
  page: PageRef,
  discussionId: string | undefined,
): Promise<Result<Gathered>> {
  const who = askWho(gitLab, page.projectPath);
  const project = await gitLab.project(page.projectPath);
  if (!project.ok) return project;
  const { id } = project.value;
  const lint = onceEach(gitLab, id);
  const repository = readRepository(gitLab, project.value);
  const [context, place, pipelines] = await Promise.all([
    gatherContext(gitLab, project.value, page, { discussionId, who }),
    choosePlace(gitLab, project.value),
    gitLab.pipelines(id, { limit: 1 }),
  ]);
  if (!context.ok) return context;
  const newestPipelineId = (pipelines.ok && pipelines.value.items[0]?.id) || 0;
  return {
    ok: true,
    value: {
      project: project.value,
      context: context.value,
      place,
      repository,
      newestPipelineId,
      lint,
    },
  };
}

/** Names of the jobs that the push of a `claude/…` branch starts; null where that cannot be told. */
export async function jobsOfPush(gathered: Gathered, page: PageRef): Promise<string[] | null> {
  const { project, lint } = gathered;
  if (project.default_branch === null) return null;
  const file = await lint({ ref: project.default_branch });
  if (!file.ok || !file.value.merged_yaml) return null;
  const variables = variablesOfPush(project, resourceOf(page));
  return jobsThatWouldStart(file.value.merged_yaml, variables).map(({ name }) => name);
}
