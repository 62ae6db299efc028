import type { Facts } from '../doctor/Facts.ts';
import { claudeJobsOf } from '../doctor/claudeJobs.ts';
import { providerKeys } from '../doctor/checks/providerKeys.ts';
import { agentsOf } from './checkCiFile.ts';
import type { CiFinding } from './CiFinding.ts';

/** The variable that a job signs in with, where the project has it unprotected. */
function isKeyOpen(job: string, text: string, { variables }: Facts): boolean {
  const claude = claudeJobsOf(text).find(({ name }) => name === job);
  if (!claude || !variables.ok) return false;
  const keys = providerKeys(claude).flatMap(({ anyOf }) => anyOf);
  return variables.value.some(({ key, protected: kept }) => keys.includes(key) && !kept);
}

/** What the project's settings make of jobs in its CI file that run an agent, ours aside. */
export function findingsOfSettings(text: string, facts: Facts): CiFinding[] {
  const role = facts.home.ci_pipeline_variables_minimum_override_role;
  const open = role === 'developer';
  return agentsOf(text).flatMap(({ job, line, text: command }) => {
    const at = { job, line, text: command };
    return [
      ...(job !== null && isKeyOpen(job, text, facts)
        ? [{ kind: 'agent_key_open' as const, ...at }]
        : []),
      ...(open ? [{ kind: 'agent_variables_open' as const, ...at }] : []),
    ];
  });
}
