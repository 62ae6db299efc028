import { parse, stringify } from 'yaml';
import { isRecord } from '../../pipeline/rules/isRecord.ts';
import { CALLS_CLAUDE, isOurs, scriptOf } from '../../pipeline/rules/layoutOfJob.ts';

/** A job that calls Claude, as the merged CI file has it. */
export interface ClaudeJob {
  name: string;
  /** It runs our program. */
  ours: boolean;
  /** `before_script` and `script`. */
  script: string;
  /** Its `rules`, `only` and `except` as YAML; empty without. */
  conditions: string;
  /** The whole job as YAML, with the file's global variables before it. */
  text: string;
  tags: string[];
}

function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function tagsOf(job: Record<string, unknown>): string[] {
  const tags: unknown = job['tags'];
  return Array.isArray(tags) ? tags.flat(9).map(String) : [];
}

/** Finds all jobs that call Claude, templates (`.name`) aside. */
export function claudeJobsOf(mergedYaml: string): ClaudeJob[] {
  const top: unknown = parse(mergedYaml, { logLevel: 'silent', uniqueKeys: false });
  if (!isRecord(top)) return [];
  const globals = 'variables' in top ? `${yamlOf({ variables: top['variables'] })}\n` : '';
  return Object.entries(top).flatMap(([name, job]) => {
    if (name.startsWith('.') || !isRecord(job)) return [];
    const script = scriptOf(job);
    const ours = isOurs(job);
    if (!ours && !CALLS_CLAUDE.test(script)) return [];
    const conditions = Object.fromEntries(
      ['rules', 'only', 'except'].flatMap((key) => (key in job ? [[key, job[key]]] : [])),
    );
    return {
      name,
      ours,
      script,
      conditions: Object.keys(conditions).length > 0 ? yamlOf(conditions) : '',
      text: globals + yamlOf(job),
      tags: tagsOf(job),
    };
  });
}
