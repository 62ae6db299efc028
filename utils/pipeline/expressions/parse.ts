import { OPERATORS, type Expression, type Operator } from './Expression.ts';
import { tokenize, type Token } from './tokenize.ts';

/** How strongly an operator binds: comparisons before `&&`, that before `||`. */
const BINDING: Record<Operator, number> = {
  '==': 3,
  '!=': 3,
  '=~': 3,
  '!~': 3,
  '&&': 2,
  '||': 1,
};

function isOperator(token: Token | undefined): token is Operator {
  return OPERATORS.some((operator) => operator === token);
}

class Reader {
  readonly #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** Reads operands joined by operators that bind at least as strongly as `least`. */
  expression(least: number): Expression | null {
    let left = this.#operand();
    while (left !== null) {
      const operator = this.#tokens[this.#at];
      if (!isOperator(operator) || BINDING[operator] < least) return left;
      this.#at += 1;
      const right = this.expression(BINDING[operator] + 1);
      left = right && { type: operator, left, right };
    }
    return null;
  }

  #operand(): Expression | null {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === '(') {
      const inside = this.expression(1);
      const closed = this.#tokens[this.#at] === ')';
      this.#at += 1;
      return closed ? inside : null;
    }
    return typeof token === 'object' ? token : null;
  }
}

/** Reads a condition; null for what GitLab's parser would refuse or what is not understood here. */
export function parseCondition(text: string): Expression | null {
  const tokens = tokenize(text);
  if (tokens === null) return null;
  const reader = new Reader(tokens);
  const expression = reader.expression(1);
  return reader.done ? expression : null;
}
