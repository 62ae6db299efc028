import { parse } from 'yaml';
import type { KnownVariables, Truth } from './Expression.ts';
import { isRecord, listOf } from './isRecord.ts';
import { judgeRules } from './judgeRules.ts';
import type { Layout } from '../../prompt/Layout.ts';
import { CALLS_CLAUDE, isOurs, layoutOfJob, scriptOf } from './layoutOfJob.ts';

/** A job that a pipeline would start. */
export interface StartingJob {
  name: string;
  /** False when it cannot be shown that it starts, nor that it does not. */
  certain: boolean;
  /** One of ours, or its script calls `claude`. */
  runsClaude: boolean;
  /** Runs our program. */
  ours: boolean;
  /** What it hands to Claude. */
  layout: Layout;
}

/** Names of the jobs of `templates/claude.yml`. */
export const OUR_JOBS: readonly string[] = ['claude', 'claude-bedrock', 'claude-vertex'];

const NO_JOBS = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'types',
  'variables',
  'workflow',
]);

function runsClaude(name: string, job: Record<string, unknown>): boolean {
  if (OUR_JOBS.includes(name)) return true;
  return CALLS_CLAUDE.test(scriptOf(job));
}

function startsBy(when: unknown, otherwise: unknown): Truth {
  switch (when ?? otherwise ?? 'on_success') {
    case 'never':
    case 'manual':
      return 'false';
    case 'on_success':
    case 'always':
    case 'delayed':
      return 'true';
    default:
      return 'unknown';
  }
}

function judgeJob(job: Record<string, unknown>, variables: KnownVariables): Truth {
  if ('rules' in job) {
    return judgeRules(job['rules'], variables, (when) => startsBy(when, job['when']));
  }
  const starts = startsBy(undefined, job['when']);
  return starts === 'true' && ('only' in job || 'except' in job) ? 'unknown' : starts;
}

/** Whether `workflow:rules` let the pipeline be made at all. */
function judgeWorkflow(workflow: unknown, variables: KnownVariables): Truth {
  if (!isRecord(workflow) || !('rules' in workflow)) return 'true';
  return judgeRules(workflow['rules'], variables, (when) => (when === 'never' ? 'false' : 'true'));
}

/** Variables that `workflow:rules:variables` may set are not known any more. */
function withoutSet(workflow: unknown, variables: KnownVariables): KnownVariables {
  const rules = isRecord(workflow) ? listOf(workflow['rules']) : [];
  const set = rules.flatMap((rule) =>
    isRecord(rule) && isRecord(rule['variables']) ? Object.keys(rule['variables']) : [],
  );
  return new Map([...variables].filter(([name]) => !set.includes(name)));
}

/** In UTF-16 units: reading more would hold up whatever else is asked meanwhile. */
const LONGEST = 300_000;

/** Whether a CI file is short enough to be read here at all. */
export function isTooLong(ciFile: string): boolean {
  return ciFile.length > LONGEST;
}

let last: { text: string; top: Record<string, unknown> } | null = null;

/** What stands at the top of a merged file; the last one is kept, since one ask looks into its file several times. */
function topOf(mergedYaml: string): Record<string, unknown> {
  if (last?.text === mergedYaml) return last.top;
  const parsed: unknown = parse(mergedYaml, { logLevel: 'silent', uniqueKeys: false });
  const top = isRecord(parsed) ? parsed : {};
  last = { text: mergedYaml, top };
  return top;
}

/** The jobs that a pipeline with these variables would start, in the file's order; none where `workflow:rules` forbid it. Manual jobs do not start. */
export function jobsThatWouldStart(mergedYaml: string, variables: KnownVariables): StartingJob[] {
  const top = topOf(mergedYaml);
  const workflow = judgeWorkflow(top['workflow'], variables);
  if (workflow === 'false') return [];
  const known = withoutSet(top['workflow'], variables);
  return Object.entries(top).flatMap(([name, job]) => {
    if (NO_JOBS.has(name) || name.startsWith('.') || !isRecord(job)) return [];
    const starts = judgeJob(job, known);
    if (starts === 'false') return [];
    const certain = starts === 'true' && workflow === 'true';
    const claude = runsClaude(name, job);
    const layout = claude ? layoutOfJob(job) : 'prompt';
    return [{ name, certain, runsClaude: claude, ours: claude && isOurs(job), layout }];
  });
}

/** `workflow:name` of a merged CI file as it stands, unexpanded; null without one. */
export function workflowName(mergedYaml: string): string | null {
  const workflow = topOf(mergedYaml)['workflow'];
  const name = isRecord(workflow) ? workflow['name'] : null;
  return typeof name === 'string' ? name : null;
}
