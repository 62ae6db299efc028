import { callsClaude, scriptOf } from '../../pipeline/rules/callsClaude.ts';
import { isOurs } from '../../pipeline/rules/layoutOfJob.ts';
import type { Check, Seen } from './Check.ts';
import { linesOf, type CheckedFile, type FileJob } from './FileJob.ts';
import { seenIn } from './pipelineChecks.ts';

const SCRIPTS = ['before_script', 'script'] as const;

/** Jobs that run Claude Code, ours aside. */
function isAgent({ name, values }: FileJob): boolean {
  return name !== null && callsClaude(scriptOf(values)) && !isOurs(values);
}

function ofAgents(
  kind: Check['kind'],
  look: (job: FileJob, file: CheckedFile) => Seen | null,
): Check {
  return { kind, look: (job, file) => (isAgent(job) ? look(job, file) : null) };
}

function script(job: FileJob): string {
  return linesOf(job, ...SCRIPTS).join('\n');
}

/** The call itself, for what is missing in it. */
function call(job: FileJob): Seen {
  return seenIn(job, SCRIPTS, /claude/) ?? { keyword: 'script' };
}

/** What only jobs have that run an AI agent. */
export const AGENT_CHECKS: readonly Check[] = [
  // A prompt that begins with a dash is read as an option, and options can name commands.
  ofAgents('agent_argument', (job) =>
    seenIn(
      job,
      SCRIPTS,
      /(?:\s-p|--print)[ =]+["']?\$\{?(?:AI_FLOW_|CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION)|CI_COMMIT_(?:MESSAGE|TITLE))/,
    ),
  ),
  ofAgents('agent_any_command', (job) =>
    seenIn(
      job,
      SCRIPTS,
      /--dangerously-skip-permissions|bypassPermissions|--allowed-?[tT]ools[= ](?:"[^"\n]{0,300}|'[^'\n]{0,300}|[^-\n"']{0,300})\bBash(?:\(\*\))?(?![\w(:])/,
    ),
  ),
  ofAgents('agent_no_limit', (job, file) => {
    const limited =
      'timeout' in job.values || /--max-turns|--max-budget-usd|\btimeout\s+-?\S/.test(script(job));
    const standard = /^default:/m.test(file.text) && /^\s+timeout:/m.test(file.text);
    return limited || standard || job.open ? null : call(job);
  }),
  ofAgents('agent_interrupted', (job) =>
    job.values['interruptible'] === true && /\bgit\s+push\b/.test(script(job))
      ? { keyword: 'interruptible' }
      : null,
  ),
  ofAgents('agent_unpinned', (job) =>
    seenIn(
      job,
      SCRIPTS,
      /@anthropic-ai\/claude-code(?:@latest)?(?![@\w/])|claude\.ai\/install\.sh(?![^\n]{0,200}\d\.\d)/,
    ),
  ),
  ofAgents('agent_token', (job) => {
    const { variables } = job.values;
    const names = typeof variables === 'object' && variables !== null ? Object.keys(variables) : [];
    const name = names.find((one) =>
      /^(?:GITLAB|GL|GLAB)_(?:ACCESS_|PRIVATE_)?TOKEN$|^PRIVATE_TOKEN$/.test(one),
    );
    return name === undefined
      ? seenIn(job, SCRIPTS, /^\s*export\s+(?:GITLAB|GL|GLAB)_(?:ACCESS_|PRIVATE_)?TOKEN=/)
      : { keyword: 'variables', sign: name };
  }),
  ofAgents('agent_debug', (job) =>
    seenIn(
      job,
      SCRIPTS,
      /\bclaude\b[^\n]{0,500}\s--debug\b|^\s*--debug\b|^\s*(?:echo|printf)\s[^|>\n]{0,100}\$\{?AI_FLOW_(?:INPUT|CONTEXT)\b[^|>\n]{0,100}$/,
    ),
  ),
  ofAgents('agent_branch_settings', (job) =>
    /--setting-sources|--bare\b|--safe-mode/.test(script(job)) ? null : call(job),
  ),
  ofAgents('agent_merge_requests', (job) => {
    const rules = JSON.stringify(job.values['rules'] ?? '');
    if (/==\s*[\\"']{1,3}merge_request_event/.test(rules))
      return { keyword: 'rules', sign: 'merge_request_event' };
    const only = linesOf(job, 'only');
    return only.includes('merge_requests') ? { keyword: 'only', sign: 'merge_requests' } : null;
  }),
];
