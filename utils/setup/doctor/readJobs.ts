import type { Lint, Project } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab, PipelineOrder } from '../../gitlab/GitLab.ts';
import { PROVIDER_VARIABLE } from '../../gitlab/projectSettings.ts';
import type { RunPlace } from '../../pipeline/choosePlace.ts';
import { INPUT_OF } from '../../pipeline/flowVariables.ts';
import { judgeJobs, oneOfOursStarts } from '../../pipeline/judgeJobs.ts';
import { variablesOfRun } from '../../pipeline/knownVariables.ts';
import { lintable } from '../../pipeline/lintable.ts';
import { type AskLint, lintFile } from '../../pipeline/lintFile.ts';
import { readIncluded } from '../../pipeline/readIncluded.ts';
import type { KnownVariables } from '../../pipeline/expressions/Expression.ts';
import { isTooLong } from '../../pipeline/yaml/isTooLong.ts';
import { readAhead } from '../../pipeline/yaml/readAhead.ts';
import { OUR_JOBS } from '../../pipeline/rules/ourJobs.ts';
import { jobsThatWouldStart } from '../../pipeline/rules/startingJobs.ts';
import { claudeJobsOf } from './claudeJobs.ts';
import type { JobFacts } from './Facts.ts';

/** What every ask sends alike, whatever page and mode; the rest is set, but differs from ask to ask. */
const ALWAYS_SENT: Partial<Record<keyof typeof INPUT_OF, string>> = {
  AI_FLOW_EVENT: 'mention',
};

/** What asks of a project have in common. */
export interface AnyAsk {
  source: 'api' | 'trigger';
  /** `CLAUDE_PROVIDER`: null for none, undefined for unknown. */
  provider: string | null | undefined;
}

/** What `rules` see of every ask alike. */
export function variablesOfAnyAsk(
  project: Project,
  place: RunPlace,
  { source, provider }: AnyAsk,
): KnownVariables {
  const order: PipelineOrder = { ref: place.ref.name };
  const known = new Map(variablesOfRun(project, place.branch, order, source));
  for (const [key] of Object.entries(INPUT_OF)) known.delete(key);
  for (const [key, value] of Object.entries(ALWAYS_SENT)) known.set(key, value);
  known.set('AI_FLOW_PROJECT_PATH', project.path_with_namespace);
  if (provider !== undefined) known.set(PROVIDER_VARIABLE, provider);
  return known;
}

/** What a lint says of the jobs that a pipeline with these variables would start. */
export function factsOf(
  lint: Result<Lint>,
  variables: KnownVariables,
  unjudged: string[],
): JobFacts {
  const whole = (lint.ok && lint.value.merged_yaml) || null;
  const merged = whole !== null && isTooLong(whole) ? null : whole;
  const judged = judgeJobs(lint, variables, unjudged, '');
  const starting = merged ? jobsThatWouldStart(merged, variables) : [];
  return {
    lint,
    judged,
    certain:
      starting.some(({ name, certain }) => certain && name === judged.jobName) ||
      (merged !== null && OUR_JOBS.includes(judged.jobName) && oneOfOursStarts(merged, variables)),
    claudeJobs: merged ? claudeJobsOf(merged) : [],
  };
}

/** Lints the CI file of the ref that asks would run on, and judges which jobs an ask would start; null where there is no file. */
export async function readJobs(
  gitLab: GitLab,
  project: Project,
  place: Result<RunPlace>,
  ask: AnyAsk,
): Promise<JobFacts | null> {
  if (!place.ok || place.value.failure?.kind === 'no_ci_file') return null;
  const { branch, rootFile } = place.value;
  const variables = variablesOfAnyAsk(project, place.value, ask);
  const inputs = Object.fromEntries(Object.values(INPUT_OF).map((name) => [name, '']));
  const byInputs = place.value.transport === 'inputs';
  const files =
    rootFile === null ? undefined : await readIncluded(gitLab, project.id, branch.name, rootFile);
  const includes = lintable(rootFile, variables, byInputs ? inputs : {}, {
    project: project.path_with_namespace,
    commit: branch.name === project.default_branch ? null : branch.commit.id,
    ...(files && { files }),
  });
  const askLint: AskLint = (target) => gitLab.lint(project.id, target);
  const lint = await lintFile(askLint, branch, { rootFile, text: includes.text });
  if (lint.ok) await readAhead(lint.value.merged_yaml ?? '');
  return factsOf(lint, variables, includes.unjudged);
}
