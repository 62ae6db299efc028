import { isRecord, flatList } from './isRecord.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { KnownVariables, Truth } from '../expressions/Expression.ts';

/** What `changes` and `exists` come to in a pipeline; both look at files, which are not read here. */
export interface Clauses {
  /** True where there is nothing to compare with: GitLab then takes all files for changed (`clause/changes.rb`). */
  allChanged: boolean;
}

/** Pipelines that are started by the API or a trigger come with no push. */
export function clausesOf(variables: KnownVariables): Clauses {
  const source = variables.get('CI_PIPELINE_SOURCE');
  return { allChanged: source === 'api' || source === 'trigger' };
}

function both(one: Truth, other: Truth): Truth {
  if (one === 'false' || other === 'false') return 'false';
  return one === 'true' && other === 'true' ? 'true' : 'unknown';
}

/** Whether files that a rule names are among the changed ones. */
export function judgeChanges(changes: unknown, { allChanged }: Clauses): Truth {
  if (changes === undefined || changes === null) return 'true';
  const compares = isRecord(changes) && 'compare_to' in changes;
  return allChanged && !compares ? 'true' : 'unknown';
}

/** Whether a rule applies. */
export function ruleApplies(
  rule: Record<string, unknown>,
  variables: KnownVariables,
  clauses: Clauses,
): Truth {
  const condition = rule['if'];
  const judged =
    condition === undefined || condition === null
      ? 'true'
      : typeof condition === 'string'
        ? evaluate(condition, variables)
        : 'unknown';
  const exists = rule['exists'] === undefined || rule['exists'] === null ? 'true' : 'unknown';
  return both(both(judged, judgeChanges(rule['changes'], clauses)), exists);
}

/** Rules that may decide, in their order, and whether one of them certainly does. */
export interface PossibleRules {
  rules: Record<string, unknown>[];
  /** False where it may be that none applies. */
  decided: boolean;
}

/** Walks rules as GitLab does: the first that applies decides. What is no rule may be anything. */
export function possibleRules(rules: unknown, variables: KnownVariables): PossibleRules {
  const clauses = clausesOf(variables);
  const possible: Record<string, unknown>[] = [];
  for (const rule of flatList(rules)) {
    const judged = isRecord(rule) ? ruleApplies(rule, variables, clauses) : 'unknown';
    if (judged === 'false') continue;
    possible.push(isRecord(rule) ? rule : {});
    if (judged === 'true') return { rules: possible, decided: true };
  }
  return { rules: possible, decided: false };
}

/**
 * What rules come to: the first that applies decides by its `when`, none means no. `starts` says which words of `when` count as
 * starting. Rules that may apply leave both ways open. `rules: null` is no rules at all.
 */
export function judgeRules(
  rules: unknown,
  variables: KnownVariables,
  starts: (when: unknown) => Truth,
): Truth {
  if (rules === undefined || rules === null) return starts(undefined);
  const { rules: possible, decided } = possibleRules(rules, variables);
  const truths = new Set<Truth>(possible.map((rule) => starts(rule['when'])));
  if (!decided) truths.add('false');
  const [first = 'unknown'] = truths;
  return truths.size === 1 ? first : 'unknown';
}
