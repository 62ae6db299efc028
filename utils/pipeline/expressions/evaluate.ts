import { isAlwaysSet } from './alwaysSet.ts';
import type { Expression, KnownVariables, Truth } from './Expression.ts';
import { matchPattern, matchValue } from './matchPattern.ts';
import { parseCondition } from './parse.ts';

type Pattern = Extract<Expression, { type: 'pattern' }>;

/** What a value that is not known may turn out to be: nothing or `false`, an empty text, or anything else. */
type Kind = 'nothing' | 'blank' | 'present';
interface Open {
  type: 'open';
  kinds: ReadonlySet<Kind>;
}
type Value = string | null | boolean | Pattern | Open;

const ANYTHING: Open = { type: 'open', kinds: new Set(['nothing', 'blank', 'present']) };
const SOMETHING: Open = { type: 'open', kinds: new Set(['present']) };

function isOpen(value: Value): value is Open {
  return typeof value === 'object' && value?.type === 'open';
}

function kindsOf(value: Value): ReadonlySet<Kind> {
  if (isOpen(value)) return value.kinds;
  if (value === null || value === false) return new Set(['nothing']);
  return new Set([typeof value === 'string' && value.trim() === '' ? 'blank' : 'present']);
}

/** GitLab asks in the end whether the value is present: a text of blanks is not. */
function truthOf(value: Value): Truth {
  const kinds = kindsOf(value);
  if (!kinds.has('present')) return 'false';
  return kinds.size === 1 ? 'true' : 'unknown';
}

function fromTruth(truth: Truth): Value {
  return truth === 'unknown' ? ANYTHING : truth === 'true';
}

function negated(value: Value): Value {
  return typeof value === 'boolean' ? !value : value;
}

function equal(left: Value, right: Value): Value {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!isOpen(one)) continue;
    // Set for certain: neither nothing nor empty, whatever it is.
    const never = one === SOMETHING && !kindsOf(other).has('present');
    return never ? false : ANYTHING;
  }
  if (typeof left === 'object' && typeof right === 'object' && left !== null && right !== null) {
    return !isOpen(left) && !isOpen(right) && left.source === right.source
      ? left.flags === right.flags
      : false;
  }
  // A pattern is compared with a pattern alone: anything else ends in an error of GitLab's.
  if (typeof left === 'object' && left !== null) return ANYTHING;
  return left === right;
}

function matches(left: Value, right: Value): Value {
  if (right === null || right === false) return false;
  if (isOpen(left) || isOpen(right) || right === true) return ANYTHING;
  const text = left === null ? '' : typeof left === 'object' ? null : String(left);
  if (text === null) return typeof right === 'string' && !right.startsWith('/') ? false : ANYTHING;
  return fromTruth(
    typeof right === 'string'
      ? matchValue(right, text)
      : matchPattern(right.source, right.flags, text),
  );
}

/** `&&` and `||` as Ruby has them: the operand that decides is the value, and an empty text counts as true. */
function joined(
  operator: '&&' | '||',
  expression: { left: Expression; right: Expression },
  variables: KnownVariables,
): Value {
  const left = valueOf(expression.left, variables);
  const kinds = kindsOf(left);
  const goesOn =
    operator === '&&' ? kinds.has('blank') || kinds.has('present') : kinds.has('nothing');
  if (!goesOn) return left;
  const right = valueOf(expression.right, variables);
  const ends: Kind[] = operator === '&&' ? ['nothing'] : ['blank', 'present'];
  const stays = ends.filter((kind) => kinds.has(kind));
  if (stays.length === 0) return right;
  return { type: 'open', kinds: new Set([...stays, ...kindsOf(right)]) };
}

function valueOf(expression: Expression, variables: KnownVariables): Value {
  switch (expression.type) {
    case 'null':
      return null;
    case 'string':
    case 'boolean':
      return expression.value;
    case 'pattern':
      return expression;
    case 'variable': {
      const value = variables.get(expression.name);
      return value === undefined ? (isAlwaysSet(expression.name) ? SOMETHING : ANYTHING) : value;
    }
    case '&&':
    case '||':
      return joined(expression.type, expression, variables);
    case '==':
    case '!=': {
      const same = equal(valueOf(expression.left, variables), valueOf(expression.right, variables));
      return expression.type === '==' ? same : negated(same);
    }
    case '=~':
    case '!~': {
      const found = matches(
        valueOf(expression.left, variables),
        valueOf(expression.right, variables),
      );
      return expression.type === '=~' ? found : negated(found);
    }
  }
}

/** Judges a condition of `rules:if` in three values. What is not understood is unknown. */
export function evaluate(condition: string, variables: KnownVariables): Truth {
  const expression = parseCondition(condition);
  return expression === null ? 'unknown' : truthOf(valueOf(expression, variables));
}
