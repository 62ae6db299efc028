import type { Expression, KnownVariables, Truth } from './Expression.ts';
import { matchPattern, patternOf } from './matchPattern.ts';
import { parseCondition } from './parse.ts';

type Pattern = Extract<Expression, { type: 'pattern' }>;
type Value = string | null | boolean | Pattern | undefined;

/** What one reading of the grammar needs: an empty text counts as true within `&&` and `||` in Ruby, but not in GitLab's documentation. */
interface Reading {
  variables: KnownVariables;
  emptyIsTrue: boolean;
}

function truthOf(value: Value, emptyIsTrue: boolean): Truth {
  if (value === undefined) return 'unknown';
  if (value === '') return emptyIsTrue ? 'true' : 'false';
  return value === null || value === false ? 'false' : 'true';
}

function fromTruth(truth: Truth): boolean | undefined {
  return truth === 'unknown' ? undefined : truth === 'true';
}

function negated(value: Value): Value {
  return typeof value === 'boolean' ? !value : value;
}

function equal(left: Value, right: Value): Value {
  return left === undefined || right === undefined ? undefined : left === right;
}

function matches(left: Value, right: Value): Value {
  if (left === undefined || right === undefined) return undefined;
  if (right === null) return false;
  const pattern = typeof right === 'string' ? patternOf(right) : right;
  if (pattern === null || typeof pattern === 'boolean' || typeof left === 'boolean') {
    return undefined;
  }
  const text = typeof left === 'string' ? left : '';
  return fromTruth(matchPattern(pattern.source, pattern.flags, text));
}

/** `&&` and `||` as Ruby has them: the operand that decides is the value. An unknown left side is no matter where the right side decides alone. */
function joined(
  decides: Truth,
  expression: { left: Expression; right: Expression },
  reading: Reading,
): Value {
  const left = valueOf(expression.left, reading);
  const truth = truthOf(left, reading.emptyIsTrue);
  if (truth === decides) return left;
  const right = valueOf(expression.right, reading);
  if (truth !== 'unknown') return right;
  return truthOf(right, false) === decides ? decides === 'true' : undefined;
}

function valueOf(expression: Expression, reading: Reading): Value {
  switch (expression.type) {
    case 'null':
      return null;
    case 'string':
      return expression.value;
    case 'pattern':
      return expression;
    case 'variable':
      return reading.variables.get(expression.name);
    case '&&':
      return joined('false', expression, reading);
    case '||':
      return joined('true', expression, reading);
    case '==':
    case '!=': {
      const same = equal(valueOf(expression.left, reading), valueOf(expression.right, reading));
      return expression.type === '==' ? same : negated(same);
    }
    case '=~':
    case '!~': {
      const found = matches(valueOf(expression.left, reading), valueOf(expression.right, reading));
      return expression.type === '=~' ? found : negated(found);
    }
  }
}

/** Judges a condition of `rules:if` in three values. What is not understood, or what the two readings of an empty text judge differently, is unknown. */
export function evaluate(condition: string, variables: KnownVariables): Truth {
  const expression = parseCondition(condition);
  if (expression === null) return 'unknown';
  const [one, other] = [true, false].map((emptyIsTrue) =>
    truthOf(valueOf(expression, { variables, emptyIsTrue }), false),
  );
  return one !== undefined && one === other ? one : 'unknown';
}
