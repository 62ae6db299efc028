import { gatherContext } from '../context/gatherContext.ts';
import { askWho } from '../context/People.ts';
import type { Context } from '../context/Context.ts';
import type { Lint, Project } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import { readRepository, type Repository } from '../prompt/readRepository.ts';
import { choosePlace, type Place } from './choosePlace.ts';
import { deliveryOf, type Delivery } from './deliveryOf.ts';
import type { AskLint } from './lintFile.ts';
import { variablesOfPush } from './knownVariables.ts';
import { isTooLong, jobsThatWouldStart } from './rules/startingJobs.ts';

/** All that was read for the previews of one panel; they are made from it without asking GitLab again. */
export interface Gathered {
  project: Project;
  /** Where its pipelines run: the project itself, or the central runner project that was chosen for it. */
  home: Project;
  context: Context;
  place: Result<Place>;
  /** Presets and settings that the default branch holds. */
  repository: Repository;
  /** 0 where pipelines cannot be listed. */
  newestPipelineId: number;
  /** Lints the file as it lies at `ref`, or `content` in its place; each once. */
  lint: AskLint;
  /** Whether an import changed where its pipelines run, and no ask has gone there since. */
  runnerIsNew: boolean;
  /** Whether a trigger token fires them: that acts as its owner, and takes no files. */
  trigger: boolean;
  /** Where our job will put what Claude changes; looked for once, on the first call. */
  delivery(): Promise<Delivery>;
  /** Lints the CI file of the asked project's default branch. */
  lintPushes(branch: string): Promise<Result<Lint>>;
}

/** What the user chose for the project, and what earlier runs told of it. */
export type Choice = Pick<
  ProjectChoice,
  'runnerProject' | 'runnerProjectId' | 'runnerIsNew' | 'trigger'
> & {
  lacksToken?: boolean;
};

function onceEach(gitLab: GitLab, projectId: number): Gathered['lint'] {
  const asked = new Map<string, Promise<Result<Lint>>>();
  return (target) => {
    const key = JSON.stringify(target);
    const answer = asked.get(key) ?? gitLab.lint(projectId, target);
    asked.set(key, answer);
    return answer;
  };
}

/**
 * Reads page, place and newest pipeline. A failure only where project or page cannot be read.
 * @param version GitLab's, as it writes it; null where it is not known
 */
export async function gather(
  gitLab: GitLab,
  page: PageRef,
  discussionId: string | undefined,
  choice: Choice = {},
  version: Promise<string | null> = Promise.resolve(null),
): Promise<Result<Gathered>> {
  const who = askWho(gitLab, page.projectPath);
  const { runnerProject = page.projectPath, runnerProjectId } = choice;
  const asked = gitLab.project(page.projectPath);
  const [project, home] = await Promise.all([
    asked,
    // By its id, since that stays when the project is renamed.
    runnerProject === page.projectPath ? asked : gitLab.project(runnerProjectId ?? runnerProject),
  ]);
  if (!project.ok) return project;
  if (!home.ok) return { ok: false, failure: { ...home.failure, subject: runnerProject } };
  const { id } = home.value;
  const lint = onceEach(gitLab, id);
  const repository = readRepository(gitLab, project.value);
  const [context, place, pipelines] = await Promise.all([
    gatherContext(gitLab, project.value, page, { discussionId, who }),
    version.then((told) =>
      choosePlace(gitLab, home.value, { trigger: choice.trigger, version: told }),
    ),
    gitLab.pipelines(id, { limit: 1 }),
  ]);
  if (!context.ok) return context;
  const about = { project: project.value, home: home.value, context: context.value };
  let delivery: Promise<Delivery> | null = null;
  const newestPipelineId = (pipelines.ok && pipelines.value.items[0]?.id) || 0;
  return {
    ok: true,
    value: {
      ...about,
      place,
      repository,
      newestPipelineId,
      lint,
      runnerIsNew: choice.runnerIsNew ?? false,
      trigger: choice.trigger ?? false,
      delivery: () => (delivery ??= deliveryOf(gitLab, about, choice.lacksToken ?? false)),
      lintPushes: (ref) =>
        id === project.value.id ? lint({ ref }) : gitLab.lint(project.value.id, { ref }),
    },
  };
}

/** Names of the jobs that the push of a `claude/…` branch starts; null where that cannot be told. */
export async function jobsOfPush(gathered: Gathered, page: PageRef): Promise<string[] | null> {
  const { project, lintPushes } = gathered;
  if (project.default_branch === null) return null;
  const file = await lintPushes(project.default_branch);
  if (!file.ok || !file.value.merged_yaml || isTooLong(file.value.merged_yaml)) return null;
  const variables = variablesOfPush(project, resourceOf(page));
  return jobsThatWouldStart(file.value.merged_yaml, variables).map(({ name }) => name);
}
