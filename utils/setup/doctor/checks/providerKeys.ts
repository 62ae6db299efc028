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
  if (provider === 'claude') return job.ours ? keysOfOurs(job) : keysOfForeign(job);
  return needed
    .filter(({ key }) => job.ours || (job.text.includes(key) && !isSetIn(job.text, key)))
    .map(({ key, secret }) => ({ anyOf: [key], secret }));
}

/** A rule of the Claude API's, which knows the job by GitLab's word, is no secret but does as well as a key: where the job asks for that word. */
function keysOfOurs({ script, text }: ClaudeJob): Need[] {
  if (/ASK_CLAUDE_SETTINGS='[^'\n]*"foundry":"[^"]/.test(script))
    return [{ anyOf: ['ANTHROPIC_FOUNDRY_API_KEY', 'ANTHROPIC_FOUNDRY_AUTH_TOKEN'], secret: true }];
  const rule = text.includes('ANTHROPIC_OIDC_TOKEN') ? ['ANTHROPIC_FEDERATION_RULE_ID'] : [];
  return [{ anyOf: [...KEYS, ...rule], secret: true }];
}

/** Signs in elsewhere, or takes what it signs in with from where this cannot look: gateways, other clouds, files that are read, vaults. */
const FROM_ELSEWHERE =
  /\bANTHROPIC_(?:BASE_URL|CUSTOM_HEADERS|FOUNDRY_\w+)\b|\bCLAUDE_CODE_USE_FOUNDRY\b|\bapiKeyHelper\b|\s--settings\b/;
const READS_ENVIRONMENT =
  /(?:^|[;&|(]|\bthen|\bdo)\s*(?:source|eval|\.)\s|\b(?:doppler|infisical|op|aws-vault|vault|chamber|sops)\s+(?:run|exec)\b|--env-file\b/m;

/** What a foreign job signs in with: what it sets itself it takes from where it says, or needs nothing. */
function keysOfForeign({ text, script }: ClaudeJob): Need[] {
  if (FROM_ELSEWHERE.test(text) || READS_ENVIRONMENT.test(script)) return [];
  const own = KEYS.filter((key) => isSetIn(text, key) || script.includes(`${key}=`));
  if (own.length === 0) return [{ anyOf: KEYS, secret: true }];
  return own.flatMap((key) => {
    const from = new RegExp(
      `${key}["']?(?:: {0,9}|=)["']?\\$\\{?(\\w{1,100})\\}?["']?[ \\t]{0,9}$`,
      'm',
    ).exec(text)?.[1];
    const isOwn = from === undefined || isSetIn(text, from) || script.includes(`${from}=`);
    return isOwn ? [] : [{ anyOf: [from], secret: true }];
  });
}

function isSetIn(text: string, key: string): boolean {
  return new RegExp(`^\\s*["']?${key}["']?:`, 'm').test(text);
}
