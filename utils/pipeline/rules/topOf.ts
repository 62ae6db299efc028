import { readYaml } from '../yaml/readYaml.ts';
import { isRecord } from './isRecord.ts';
import { isTooMuch } from './isTooMuch.ts';

/** Keywords of the top level that are never a job's name (`lib/gitlab/ci/config/entry/root.rb`). */
const RESERVED: ReadonlySet<string> = new Set([
  'after_script',
  'before_script',
  'cache',
  'image',
  'include',
  'services',
  'stages',
  'variables',
]);

function isJob(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && ['script', 'run', 'trigger'].some((keyword) => keyword in value);
}

/** Whether what stands at the top level under this name is a job: `default` and `workflow` are one with a script, `spec` and `types` always. */
function isVisibleJob(name: string, value: unknown): value is Record<string, unknown> {
  if (RESERVED.has(name) || name.startsWith('.') || !isRecord(value)) return false;
  return name === 'default' || name === 'workflow' ? isJob(value) : true;
}

/** A merged CI file, as far as it says which jobs there are. */
export interface Top {
  variables: unknown;
  /** Null without, and where `workflow` is a job's name. */
  workflow: Record<string, unknown> | null;
  jobs: [name: string, job: Record<string, unknown>][];
  /** What stands under `default`; empty without, and where it is a job's name. */
  standard: Record<string, unknown>;
}

/** Reads a merged CI file; null where it cannot be read, or takes too long to be judged. */
export function topOf(mergedYaml: string): Top | null {
  const read = readYaml(mergedYaml);
  if (!read.ok || !isRecord(read.value)) return null;
  const top = read.value;
  const { workflow, default: standard } = top;
  const jobs = Object.entries(top).flatMap(([name, job]) =>
    isVisibleJob(name, job) ? [[name, job] as [string, Record<string, unknown>]] : [],
  );
  const bodies = jobs.map(([, job]) => job);
  if (isTooMuch(top['variables'], bodies)) return null;
  return {
    variables: top['variables'],
    standard: isRecord(standard) && !isJob(standard) ? standard : {},
    workflow: isRecord(workflow) && !isJob(workflow) ? workflow : null,
    jobs,
  };
}
