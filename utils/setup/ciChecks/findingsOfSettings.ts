import type { Facts } from '../doctor/Facts.ts';
import { type ClaudeJob, claudeJobsOf } from '../doctor/claudeJobs.ts';
import { providerKeys } from '../doctor/checks/providerKeys.ts';
import { agentsOf } from './checkCiFile.ts';
import type { CiFinding } from './CiFinding.ts';
import type { CiSource } from './CiSource.ts';

/** The variable that a job signs in with, where the project has it unprotected. */
function isKeyOpen(claude: ClaudeJob | undefined, { variables }: Facts): boolean {
  if (!claude || !variables.ok) return false;
  const keys = providerKeys(claude).flatMap(({ anyOf }) => anyOf);
  return variables.value.some(({ key, protected: kept }) => keys.includes(key) && !kept);
}

/** What the project's settings make of jobs in its CI file that run an agent, ours aside. */
export function findingsOfSettings(source: CiSource, facts: Facts): CiFinding[] {
  const open = facts.home.ci_pipeline_variables_minimum_override_role === 'developer';
  const jobs = new Map(claudeJobsOf(source.merged ?? source.text).map((one) => [one.name, one]));
  return agentsOf(source).flatMap((at) => [
    ...(at.job !== null && isKeyOpen(jobs.get(at.job), facts)
      ? [{ ...at, kind: 'agent_key_open' as const }]
      : []),
    ...(open ? [{ ...at, kind: 'agent_variables_open' as const }] : []),
  ]);
}
