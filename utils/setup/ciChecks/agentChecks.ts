import { callsClaude, scriptOf } from '../../pipeline/rules/callsClaude.ts';
import { isRecord, flatList } from '../../pipeline/rules/isRecord.ts';
import { runsOurProgram } from '../../pipeline/rules/layoutOfJob.ts';
import type { Check, Seen } from './Check.ts';
import { linesOf, type CheckedFile, type FileJob } from './FileJob.ts';
import { seenIn } from './seenIn.ts';

const SCRIPTS = ['before_script', 'script'] as const;

/** Jobs that run Claude Code, ours aside. */
function isAgent({ name, values }: FileJob): boolean {
  return name !== null && callsClaude(scriptOf(values)) && !runsOurProgram(values);
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
  for (const keyword of SCRIPTS)
    for (const line of linesOf(job, keyword).flatMap((text) => text.split('\n')))
      if (callsClaude(line)) return { keyword, sign: line.trim().slice(0, 60) };
  return seenIn(job, SCRIPTS, /claude/) ?? { keyword: 'script' };
}

/** Where a job calls its agent; null for a job that runs none, and for ours. */
export function agentCall(job: FileJob): Seen | null {
  return isAgent(job) ? call(job) : null;
}

/** Texts by others, as GitLab hands them over. */
const OTHERS_WORDS =
  /\$\{?(?:AI_FLOW_(?:INPUT|CONTEXT)|CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION)|CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION))\b/;

/** Variables whose values GitLab fills with others' words, and expands again. */
function expanded({ values }: FileJob): Seen | null {
  const { variables } = values;
  if (!isRecord(variables)) return null;
  const found = Object.entries(variables).find(([, value]) => {
    const text = isRecord(value) ? value['value'] : value;
    const isRaw = isRecord(value) && value['expand'] === false;
    return !isRaw && typeof text === 'string' && OTHERS_WORDS.test(text);
  });
  return found ? { keyword: 'variables', sign: found[0] } : null;
}

/** Whether a job comes with every pipeline, as far as this file says. */
function isUnruled({ name, values, open }: FileJob): boolean {
  const said = ['rules', 'only', 'except', 'when', 'trigger'].some((one) => one in values);
  return name !== null && !name.startsWith('.') && !open && !said;
}

/** GitLab's own address as the audience: every service that trusts this GitLab takes the token. */
const WIDE_AUDIENCE = /^(?:\$\{?CI_SERVER_(?:URL|HOST|FQDN)\}?|https?:\/\/gitlab\.com\/?|\*.*)$/;

function audience({ values }: FileJob): Seen | null {
  const tokens = isRecord(values['id_tokens']) ? Object.values(values['id_tokens']) : [];
  const wide = tokens
    .flatMap((token) => (isRecord(token) ? flatList(token['aud']) : []))
    .find((one) => typeof one === 'string' && WIDE_AUDIENCE.test(one));
  return typeof wide === 'string' ? { keyword: 'id_tokens', sign: wide } : null;
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
    const standard = file.standard.some(({ values }) => 'timeout' in values);
    return limited || standard || job.open ? null : call(job);
  }),
  ofAgents('agent_interrupted', (job) =>
    job.values['interruptible'] === true && /\bgit\s+push\b/.test(script(job))
      ? { keyword: 'interruptible' }
      : null,
  ),
  ofAgents('agent_at_once', (job) =>
    'resource_group' in job.values || job.open ? null : seenIn(job, SCRIPTS, /\bgit\s+push\b/),
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
  ofAgents('agent_expanded', (job) => expanded(job)),
  ofAgents('agent_beside', (job, { jobs, top, includes }) => {
    const workflow = top.values['workflow'];
    const ruled = isRecord(workflow) && 'rules' in workflow;
    const asked = /api|trigger|AI_FLOW_/.test(JSON.stringify(job.values['rules'] ?? ''));
    const others = jobs.some((one) => isUnruled(one) && !isAgent(one));
    return asked && others && !ruled && !includes ? { keyword: 'rules' } : null;
  }),
  ofAgents('agent_result_unread', (job) =>
    /--output-format|--json-schema|\bjq\b|permission_denials/.test(script(job)) ? null : call(job),
  ),
  ofAgents('agent_ci_files', (job) => {
    const text = script(job);
    const pushed = seenIn(job, SCRIPTS, /\bgit\s+push\b/);
    return pushed !== null && !/gitlab-ci|CODEOWNERS|\.gitlab\//.test(text) ? pushed : null;
  }),
  ofAgents('agent_audience', (job) => audience(job)),
];
