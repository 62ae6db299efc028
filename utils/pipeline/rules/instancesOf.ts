import { isRecord, flatList } from './isRecord.ts';
import { fileVariables, type FileVariables } from './variablesOfJob.ts';

/** GitLab makes no more jobs of one. */
const MOST_INSTANCES = 200;

/** Every choice of one value for each variable of an entry of `matrix`. */
function combinations(entry: unknown): FileVariables[] {
  if (!isRecord(entry)) return [];
  let made: [string, unknown][][] = [[]];
  for (const [name, values] of Object.entries(entry)) {
    made = made.flatMap((one) =>
      flatList(values)
        .slice(0, MOST_INSTANCES)
        .map((value): [string, unknown][] => [...one, [name, value]]),
    );
    made = made.slice(0, MOST_INSTANCES);
  }
  return made.map((one) => fileVariables(Object.fromEntries(one)));
}

/** What a matrix gives each job that GitLab makes of one; one without variables where there is no matrix, none where it is empty. */
export function instancesOf(job: Record<string, unknown>): FileVariables[] {
  const { parallel } = job;
  if (!isRecord(parallel) || !('matrix' in parallel)) return [new Map()];
  const instances: FileVariables[] = [];
  for (const entry of flatList(parallel['matrix'])) {
    instances.push(...combinations(entry));
    if (instances.length >= MOST_INSTANCES) break;
  }
  return instances.slice(0, MOST_INSTANCES);
}

/** Whether a job of a pipeline is this one of the file, or one of those that `parallel` makes of it: `test 1/3`, `test: [a, b]`. */
export function isInstanceOf(name: string, job: string): boolean {
  if (name === job) return true;
  return name.startsWith(job) && /^(?: \d+\/\d+|: \[.*\])$/s.test(name.slice(job.length));
}
