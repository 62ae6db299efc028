import { parse } from 'yaml';
import type { KnownVariables, Truth } from './Expression.ts';
import { isRecord, listOf } from './isRecord.ts';
import { judgeRules } from './judgeRules.ts';

/** A job that a pipeline would start. */
export interface StartingJob {
  name: string;
  /** False when it cannot be shown that it starts, nor that it does not. */
  certain: boolean;
  /** One of ours, or its script calls `claude`. */
  runsClaude: boolean;
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

const CALLS_CLAUDE =
  /(?:^|[\s;&|('"`])(?:npx\s+(?:-\S+\s+)*@anthropic-ai\/claude-code|(?:\S*\/)?claude)(?=\s|$)/m;

function runsClaude(name: string, job: Record<string, unknown>): boolean {
  if (OUR_JOBS.includes(name)) return true;
  const script = [...listOf(job['before_script']), ...listOf(job['script'])];
  return CALLS_CLAUDE.test(script.filter((line) => typeof line === 'string').join('\n'));
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

function topOf(mergedYaml: string): Record<string, unknown> {
  const top: unknown = parse(mergedYaml, { logLevel: 'silent' });
  return isRecord(top) ? top : {};
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
    return [{ name, certain, runsClaude: runsClaude(name, job) }];
  });
}

/** `workflow:name` of a merged CI file as it stands, unexpanded; null without one. */
export function workflowName(mergedYaml: string): string | null {
  const workflow = topOf(mergedYaml)['workflow'];
  const name = isRecord(workflow) ? workflow['name'] : null;
  return typeof name === 'string' ? name : null;
}
