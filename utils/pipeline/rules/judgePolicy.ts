import { evaluate } from '../expressions/evaluate.ts';
import type { KnownVariables, Truth } from '../expressions/Expression.ts';
import { isRecord, flatList } from './isRecord.ts';
import { clausesOf, judgeChanges } from './judgeRules.ts';
import { matchPattern } from '../expressions/matchPattern.ts';

/** Sources by the names that `only` and `except` know them by; all others are called as they are, in singular or plural. */
function namesOf(source: string): string[] {
  const name = source.replace(/_event$/, '');
  const plural = /(?:s|sh|ch|x)$/.test(name) ? `${name}es` : `${name}s`;
  return [name, plural];
}

/** One entry under `refs`: a kind of ref, a source, a pattern or a name, each for one project where a path follows the `@`. */
function judgeRef(entry: unknown, variables: KnownVariables): Truth {
  if (typeof entry !== 'string') return 'unknown';
  const at = entry.indexOf('@');
  const path = at === -1 ? null : entry.slice(at + 1);
  const pattern = at === -1 ? entry : entry.slice(0, at);
  if (path !== null) {
    const project = variables.get('CI_PROJECT_PATH');
    if (typeof project !== 'string') return 'unknown';
    if (project !== path) return 'false';
  }
  const tag = variables.get('CI_COMMIT_TAG');
  const source = variables.get('CI_PIPELINE_SOURCE');
  const ref = variables.get('CI_COMMIT_REF_NAME') ?? variables.get('CI_COMMIT_BRANCH');
  if (pattern === 'branches' || pattern === 'tags') {
    if (tag === undefined && ref === undefined) return 'unknown';
    return (pattern === 'tags') === (typeof tag === 'string') ? 'true' : 'false';
  }
  if (typeof source !== 'string' || typeof ref !== 'string') return 'unknown';
  if (namesOf(source).includes(pattern) || pattern === ref) return 'true';
  const written = /^\/(.*)\/([ismU]*)$/m.exec(pattern);
  return written ? matchPattern(written[1] ?? '', written[2] ?? '', ref) : 'false';
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** What each keyword of a policy comes to. */
function specsOf(policy: unknown, variables: KnownVariables): Truth[] {
  if (!isRecord(policy)) return [any(flatList(policy).map((entry) => judgeRef(entry, variables)))];
  return Object.entries(policy).flatMap(([keyword, value]): Truth[] => {
    if (value === null) return [];
    switch (keyword) {
      case 'refs':
        return [any(flatList(value).map((entry) => judgeRef(entry, variables)))];
      case 'variables':
        return [
          any(
            flatList(value).map((one) =>
              typeof one === 'string' ? evaluate(one, variables) : 'unknown',
            ),
          ),
        ];
      case 'changes':
        return [judgeChanges(value, clausesOf(variables))];
      // Whether a cluster is there only GitLab knows.
      default:
        return ['unknown'];
    }
  });
}

/**
 * Whether `only` and `except` let a job in: all keywords of `only`, none of `except`.
 * Source: GitLab 18.9, `lib/gitlab/ci/build/policy/`, `pipeline/seed/build.rb`.
 */
export function judgePolicy(
  { only, except }: { only?: unknown; except?: unknown },
  variables: KnownVariables,
): Truth {
  const inside = only === undefined || only === null ? 'true' : all(specsOf(only, variables));
  const outside =
    except === undefined || except === null ? 'false' : any(specsOf(except, variables));
  return all([inside, outside === 'unknown' ? 'unknown' : outside === 'true' ? 'false' : 'true']);
}
