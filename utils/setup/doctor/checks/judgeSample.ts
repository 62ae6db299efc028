import type { TroubleCause } from '../Cause.ts';
import type { ClaudeJob } from '../claudeJobs.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { bringJob, ciEditor } from '../fixes.ts';
import { jobThatRuns } from '../jobThatRuns.ts';
import { lineWith } from '../lineWith.ts';
import { amber, fine, red } from '../lines.ts';

interface Fault {
  cause: TroubleCause;
  light: 'amber' | 'red';
  /** The piece of the job that shows it; null where it is not there. `starts`: whether an ask would start it. */
  find(job: ClaudeJob, starts: boolean): string | null;
}

function match(text: string, pattern: RegExp): string | null {
  return pattern.exec(text)?.[0].trim() ?? null;
}

const ONLY_OTHERS = /\bweb\b|merge_request_event/;
const OURS = /\bapi\b|\btrigger\b|AI_FLOW_INPUT/;

/** Signs in with Anthropic itself, whatever else the job signs in to. */
const ANTHROPIC = /\bANTHROPIC_(?:API_KEY|AUTH_TOKEN)=|\bANTHROPIC_(?:API_KEY|AUTH_TOKEN)["']?:/;
/** A script of the project's own may read it. */
const RUNS_FILE =
  /(?:^|\s)(?:\.{0,2}\/[\w./-]+|(?:ba|z)?sh\s+[\w./-]+|(?:node|python3?|ruby)\s+[\w./-]+|make\s)/m;

/** What copies of published samples are known to have. */
const FAULTS: readonly Fault[] = [
  {
    // Their rules name pipelines started by hand and by merge requests, never those started by the API.
    cause: 'sample_sources',
    light: 'red',
    find: ({ conditions }, starts) =>
      !starts && ONLY_OTHERS.test(conditions) && !OURS.test(conditions) ? conditions : null,
  },
  {
    // Removed in GitLab 17.0: the token file stays empty.
    cause: 'sample_jwt',
    light: 'red',
    find: ({ text }) => lineWith(text, /\bCI_JOB_JWT(?:_V[12])?\b/),
  },
  {
    // A prompt that begins with a dash is read as an option, and options can name commands.
    cause: 'sample_argument',
    light: 'red',
    find: ({ script }) =>
      match(
        script,
        /(?:-p|--print)(?:[ =]+--?[a-z][\w-]{0,40}(?:[ =][a-z]\w{0,40})?){0,9}[ =]+["']?\$\{?AI_FLOW_INPUT\b[^\n]{0,400}/,
      ),
  },
  {
    cause: 'sample_bedrock',
    light: 'red',
    find: ({ text }) =>
      text.includes('CLAUDE_CODE_USE_BEDROCK') || ANTHROPIC.test(text)
        ? null
        : lineWith(text, /\b(?:AWS_ROLE_ARN|AWS_ROLE_TO_ASSUME|AWS_WEB_IDENTITY_TOKEN_FILE)\b/),
  },
  {
    cause: 'sample_vertex',
    light: 'red',
    find: ({ text }) =>
      text.includes('CLAUDE_CODE_USE_VERTEX') || ANTHROPIC.test(text)
        ? null
        : lineWith(text, /\b(?:GCP_WORKLOAD_IDENTITY_PROVIDER|CLOUD_ML_REGION)\b/),
  },
  {
    cause: 'sample_unpinned',
    light: 'amber',
    find: ({ script }) =>
      lineWith(
        script,
        /@anthropic-ai\/claude-code(?!@\d)|claude\.ai\/install\.sh(?![^\n]{0,200}\d\.\d)/,
      ),
  },
  {
    // An ask that nobody reads starts the job all the same.
    cause: 'sample_unread',
    light: 'red',
    find: ({ text, script }) =>
      /AI_FLOW_(?:INPUT|CONTEXT)/.test(text) || RUNS_FILE.test(script)
        ? null
        : lineWith(script, /\bclaude\b/, /^[^<|$]*$/, / (?:-p|--print)[ =]["'][^"']+["']/),
  },
  {
    // The whole shell: Claude may print what the job's environment holds.
    cause: 'sample_bash',
    light: 'amber',
    find: ({ script }) =>
      lineWith(
        script,
        /--allowed-?[tT]ools(?:(?!--)[^\n]){0,200}\bBash(?:\(\*\))?(?![\w(])|--dangerously-skip-permissions|bypassPermissions/,
      ),
  },
];

/** Known faults of copied samples in the job that runs Claude; ours has none of them. */
export function judgeSample(facts: Facts): DoctorLine[] {
  const job = jobThatRuns(facts.jobs);
  if (job === null) return [];
  if (job.ours) return [fine('sample', 'sample_ours', job.name)];
  const starts = facts.jobs?.judged.failure === undefined;
  const found = FAULTS.flatMap(({ cause, light, find }) => {
    const detail = find(job, starts);
    if (detail === null) return [];
    const more = { values: [job.name], detail, fix: bringJob(facts) ?? ciEditor(facts) };
    return light === 'red' ? red('sample', cause, more) : amber('sample', cause, more);
  });
  return found.length > 0 ? found : [fine('sample', 'sample', job.name)];
}
