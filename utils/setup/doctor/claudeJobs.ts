import { callsClaude, scriptOf } from '../../pipeline/rules/callsClaude.ts';
import { runsOurProgram } from '../../pipeline/rules/layoutOfJob.ts';
import { topOf } from '../../pipeline/rules/topOf.ts';
import { writeYaml } from '../../pipeline/yaml/writeYaml.ts';

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
  return writeYaml(value).trimEnd();
}

function tagsOf(job: Record<string, unknown>): string[] {
  const tags: unknown = job['tags'];
  return Array.isArray(tags) ? tags.flat(9).map(String) : [];
}

/** Finds all jobs that call Claude, templates (`.name`) aside. */
export function claudeJobsOf(mergedYaml: string): ClaudeJob[] {
  const top = topOf(mergedYaml);
  if (top === null) return [];
  const { variables } = top;
  const globals = variables === undefined ? '' : `${yamlOf({ variables })}\n`;
  return top.jobs.flatMap(([name, job]) => {
    // What `default` does before belongs to each job that does nothing else before.
    const before = 'before_script' in job ? {} : { before_script: top.standard['before_script'] };
    const script = scriptOf({ ...before, ...job });
    const ours = runsOurProgram(job);
    if (!ours && !callsClaude(script)) return [];
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
