import { INPUT_OF } from '../flowVariables.ts';
import type { KnownVariables } from '../expressions/Expression.ts';

/** What only jobs have: of who started the pipeline, and by which token. */
const OF_JOBS = [
  'CI_ENVIRONMENT_NAME',
  'CI_JOB_NAME',
  'CI_JOB_STAGE',
  'CI_NODE_TOTAL',
  'CI_PIPELINE_TRIGGERED',
  'CI_TRIGGER_SHORT_TOKEN',
  'GITLAB_USER_EMAIL',
  'GITLAB_USER_ID',
  'GITLAB_USER_LOGIN',
  'GITLAB_USER_NAME',
] as const;

/**
 * Variables as `include:rules` see them (`variables/builder.rb`, `config_variables`): neither those of jobs nor those of the file,
 * so none that an input fills.
 */
export function variablesOfIncludes(known: KnownVariables, byInputs: boolean): KnownVariables {
  const seen = new Map(known);
  for (const name of OF_JOBS) seen.set(name, null);
  if (byInputs) for (const name of Object.keys(INPUT_OF)) seen.set(name, null);
  return seen;
}
