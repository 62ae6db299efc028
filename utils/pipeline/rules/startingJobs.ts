import type { KnownVariables } from '../expressions/Expression.ts';
import { judgePipeline, type StartingJob } from './judgePipeline.ts';
import { topOf } from './topOf.ts';

export { type StartingJob } from './judgePipeline.ts';

/** The jobs that a pipeline with these variables would start, in the file's order; none where no pipeline is made. Manual jobs do not start. */
export function jobsThatWouldStart(
  mergedYaml: string,
  variables: KnownVariables,
  settings: ReadonlySet<string> | null = null,
): StartingJob[] {
  return judgePipeline(mergedYaml, variables, settings).jobs;
}

/** `workflow:name` of a merged CI file as it stands, unexpanded; null without one. */
export function workflowName(mergedYaml: string): string | null {
  const name = topOf(mergedYaml)?.workflow?.['name'];
  return typeof name === 'string' ? name : null;
}
