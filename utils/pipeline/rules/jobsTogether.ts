import { circularVariables, rawNames } from './circularVariables.ts';
import type { Truth } from '../expressions/Expression.ts';
import { isRecord, flatList } from './isRecord.ts';
import { fileVariables, type FileVariables } from './variablesOfJob.ts';

/** What becomes of a job: whether the pipeline has it at all, and whether it starts by itself. */
export interface Fate {
  present: Truth;
  starts: Truth;
}

/** Root variables that a job takes over (`inherit:variables`). */
export function inherited(job: Record<string, unknown>, root: FileVariables): FileVariables {
  const { inherit } = job;
  const taken = isRecord(inherit) ? inherit['variables'] : undefined;
  if (taken === undefined || taken === true || taken === null) return root;
  const names = flatList(taken);
  return new Map([...root].filter(([name]) => names.includes(name)));
}

/** A job of the file, judged by itself. */
export interface JudgedJob {
  name: string;
  job: Record<string, unknown>;
  fate: Fate;
}

/** Names of the jobs that one needs without fail. */
function neededBy(job: Record<string, unknown>): string[] {
  if (flatList(job['rules']).some((rule) => isRecord(rule) && 'needs' in rule)) return [];
  return flatList(job['needs']).flatMap((need) => {
    if (typeof need === 'string') return need;
    if (!isRecord(need) || 'pipeline' in need || 'project' in need) return [];
    return need['optional'] !== true && typeof need['job'] === 'string' ? need['job'] : [];
  });
}

/** Why GitLab would refuse the jobs together, in its own words; null where it would not, or it cannot be told. */
export function refusalOf(
  jobs: readonly JudgedJob[],
  root: FileVariables,
  rawRoot: ReadonlySet<string>,
): string | null {
  const byName = new Map(jobs.map((one) => [one.name, one]));
  for (const { name, job, fate } of jobs) {
    if (fate.present !== 'true') continue;
    const gone = neededBy(job).find((need) => byName.get(need)?.fate.present === 'false');
    if (gone !== undefined)
      return `'${name}' job needs '${gone}' job, but '${gone}' does not exist in the pipeline.`;
    const own = fileVariables(job['variables']);
    const raw = new Set([...rawRoot, ...rawNames(job['variables'])]);
    const circle = circularVariables(new Map([...inherited(job, root), ...own]), raw);
    if (circle) return `${name}: circular variable reference detected: ${JSON.stringify(circle)}`;
  }
  return null;
}

/** Whether only stages are left that are there for others' sake: GitLab makes no pipeline of these. */
export function isEmptyPipeline(jobs: readonly JudgedJob[]): boolean {
  const left = jobs.filter(({ fate }) => fate.present !== 'false');
  return left.every(({ job }) => job['stage'] === '.pre' || job['stage'] === '.post');
}

/** Jobs that wait for somebody's press, by way of what they need. */
export function waitingNames(jobs: readonly JudgedJob[]): ReadonlySet<string> {
  const waiting = new Set(
    jobs.filter(({ fate }) => fate.starts === 'false' && fate.present !== 'false').map(nameOf),
  );
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const { name, job } of jobs)
      if (neededBy(job).some((need) => waiting.has(need))) waiting.add(name);
  }
  return waiting;
}

function nameOf({ name }: JudgedJob): string {
  return name;
}
