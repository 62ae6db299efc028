import { evaluate } from '../expressions/evaluate.ts';
import type { KnownVariables, Truth } from '../expressions/Expression.ts';
import { isRecord } from './isRecord.ts';
import type { Where } from './Where.ts';
import { parseCondition } from '../expressions/parse.ts';

/** What becomes of one entry under `include`. */
export interface JudgedInclude {
  /** Null where it does not count. Rules that it still has are GitLab's to judge. */
  entry: Record<string, unknown> | null;
  changed: boolean;
  /** It cannot be told whether it counts. */
  uncertain: boolean;
}

type Rule = Record<string, unknown>;

/** Whether GitLab would take a rule at all; one that it refuses it has to see. */
function isSound(rule: unknown): rule is Rule {
  if (!isRecord(rule) || Object.keys(rule).length === 0) return false;
  const { if: condition, when } = rule;
  const asks = condition === undefined || condition === null;
  if (!asks && (typeof condition !== 'string' || parseCondition(condition) === null)) return false;
  return when === undefined || when === null || when === 'always' || when === 'never';
}

/** A rule without what is decided here; `exists` asks for files of the branch that the pipeline is for. */
function remaining(rule: Rule, where: Where | null): Rule {
  const { if: _if, changes, exists, ...rest } = rule;
  const compares = isRecord(changes) && 'compare_to' in changes;
  return {
    ...(compares && { changes }),
    ...(exists !== undefined && exists !== null && { exists: existsIn(exists, where) }),
    ...rest,
  };
}

function existsIn(exists: unknown, where: Where | null): unknown {
  if (where === null || where.commit === null || (isRecord(exists) && 'project' in exists))
    return exists;
  const paths: unknown = isRecord(exists) ? exists['paths'] : exists;
  return { paths: [paths].flat(), project: where.project, ref: where.commit };
}

/** True where a rule asks for nothing any more. */
function isPlain(rule: Rule): boolean {
  return !('changes' in rule) && !('exists' in rule);
}

/** Decides the rules of one entry as far as can be done without its files. */
export function judgeInclude(
  entry: Record<string, unknown>,
  variables: KnownVariables,
  where: Where | null,
): JudgedInclude {
  const { rules, ...rest } = entry;
  if (rules === undefined || rules === null) return { entry, changed: false, uncertain: false };
  const list: unknown[] = Array.isArray(rules) ? rules.flat(10) : [rules];
  if (!Array.isArray(rules) || list.length === 0 || !list.every(isSound))
    return { entry, changed: false, uncertain: false };
  const left: Rule[] = [];
  let changed = false;
  for (const rule of list) {
    const condition = rule['if'];
    const judged: Truth = typeof condition === 'string' ? evaluate(condition, variables) : 'true';
    const one = remaining(rule, where);
    if (typeof condition === 'string' || ('changes' in rule && !('changes' in one))) changed = true;
    if (judged === 'false') continue;
    // Changes since another branch are GitLab's to find, but a text is judged on the default branch.
    const apart = 'changes' in one && (where?.commit ?? null) !== null;
    if (judged === 'unknown' || apart) return { entry: rest, changed: true, uncertain: true };
    left.push(one);
    if (isPlain(one)) break;
  }
  const [first] = left;
  if (first === undefined) return { entry: null, changed: true, uncertain: false };
  if (isPlain(first)) {
    const counts = first['when'] !== 'never';
    return { entry: counts ? rest : null, changed: true, uncertain: false };
  }
  return { entry: { ...rest, rules: left }, changed, uncertain: false };
}
