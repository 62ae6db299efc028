import { evaluate } from '../expressions/evaluate.ts';
import type { KnownVariables } from '../expressions/Expression.ts';
import { isRecord, flatList } from './isRecord.ts';

/** A ref that must be there for a rule to be judged at all. */
export interface AskedRef {
  /** Path of another project; null for the project of the pipeline. */
  project: string | null;
  /** Null for the other project's default branch. */
  ref: string | null;
  /** What GitLab says without it. */
  refusal: string;
}

/** A name with its variables filled in; null where one is not known. */
function expanded(name: unknown, variables: KnownVariables): string | null {
  if (typeof name !== 'string') return null;
  let known = true;
  const text = name.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, braced?: string, bare?: string) => {
    const value = variables.get(braced ?? bare ?? '');
    if (typeof value !== 'string') known = false;
    return value ?? '';
  });
  return known ? text : null;
}

/** What the first rule that may apply certainly asks for. */
export function askedRefs(rules: unknown, variables: KnownVariables, job: string): AskedRef[] {
  const rule = flatList(rules).find((one) => {
    const condition = isRecord(one) ? one['if'] : null;
    return typeof condition !== 'string' || evaluate(condition, variables) !== 'false';
  });
  if (!isRecord(rule)) return [];
  const condition = rule['if'];
  if (typeof condition === 'string' && evaluate(condition, variables) !== 'true') return [];
  const { changes, exists } = rule;
  const asked: AskedRef[] = [];
  const start = `Failed to parse rule for ${job}: `;
  if (isRecord(changes) && 'compare_to' in changes) {
    const ref = expanded(changes['compare_to'], variables);
    if (ref !== null)
      asked.push({
        project: null,
        ref,
        refusal: `${start}rules:changes:compare_to is not a valid ref`,
      });
  }
  if (isRecord(exists) && 'project' in exists) {
    const project = expanded(exists['project'], variables);
    const ref = 'ref' in exists ? expanded(exists['ref'], variables) : null;
    if (project !== null)
      asked.push({ project, ref, refusal: `${start}rules:exists cannot look into \`${project}\`` });
  }
  return asked;
}
