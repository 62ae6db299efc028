import { isRecord, listOf } from './isRecord.ts';
import { evaluate } from './evaluate.ts';
import type { KnownVariables, Truth } from './Expression.ts';

/** Whether a rule applies: `changes` and `exists` look at files and are not judged. */
function applies(rule: Record<string, unknown>, variables: KnownVariables): Truth {
  const condition = rule['if'];
  const judged =
    condition === undefined
      ? 'true'
      : typeof condition === 'string'
        ? evaluate(condition, variables)
        : 'unknown';
  if (judged === 'false') return 'false';
  return 'changes' in rule || 'exists' in rule ? 'unknown' : judged;
}

/**
 * Walks rules as GitLab does: the first that applies decides by its `when`, none means no. `starts` says which words of `when` count as starting.
 * Rules that may apply leave both ways open.
 */
export function judgeRules(
  rules: unknown,
  variables: KnownVariables,
  starts: (when: unknown) => Truth,
): Truth {
  const possible = new Set<Truth>();
  for (const rule of listOf(rules)) {
    if (!isRecord(rule)) {
      possible.add('unknown');
      continue;
    }
    const judged = applies(rule, variables);
    if (judged === 'false') continue;
    possible.add(starts(rule['when']));
    if (judged === 'true') return only(possible);
  }
  return only(possible.add('false'));
}

function only(possible: Set<Truth>): Truth {
  const [first = 'unknown'] = possible;
  return possible.size === 1 ? first : 'unknown';
}
