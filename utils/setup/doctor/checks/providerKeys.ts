import { NEEDED_VARIABLES, PROVIDERS, type Provider } from '../../addJob/Provider.ts';
import type { ClaudeJob } from '../claudeJobs.ts';

/** One thing that a job needs of the project: any of these variables. */
export interface Need {
  anyOf: string[];
  /** A secret: to be masked. */
  secret: boolean;
}

/** Written by the job, not read from the project, or read by another check. */
const OTHERS = ['GITLAB_ACCESS_TOKEN'];
/** What signs Claude Code in with Anthropic itself. */
const KEYS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'];

function providerOf({ name, ours, text }: ClaudeJob): Provider {
  const named = PROVIDERS.find((provider) => provider === name);
  if (ours && named) return named;
  if (/CLAUDE_CODE_USE_BEDROCK|\bAWS_ROLE_/.test(text)) return 'claude-bedrock';
  return /CLAUDE_CODE_USE_VERTEX|\bGCP_WORKLOAD/.test(text) ? 'claude-vertex' : 'claude';
}

/** What the job's provider wants from the project's variables; what a foreign job does not mention or sets itself, it does not need. */
export function providerKeys(job: ClaudeJob): Need[] {
  const provider = providerOf(job);
  const needed = NEEDED_VARIABLES[provider].filter(({ key }) => !OTHERS.includes(key));
  if (provider === 'claude') return [{ anyOf: KEYS, secret: true }];
  return needed
    .filter(({ key }) => job.ours || (job.text.includes(key) && !isSetIn(job.text, key)))
    .map(({ key, secret }) => ({ anyOf: [key], secret }));
}

function isSetIn(text: string, key: string): boolean {
  return new RegExp(`^\\s*["']?${key}["']?:`, 'm').test(text);
}
