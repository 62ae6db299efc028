import { OPERATORS, type Expression, type Operator } from './Expression.ts';

export type Token = '(' | ')' | Operator | Exclude<Expression, { type: Operator }>;

const FORMS: readonly (readonly [form: RegExp, read: (match: RegExpExecArray) => Token])[] = [
  [/[()]/y, ([sign]) => (sign === '(' ? '(' : ')')],
  [/\$(\w+)/y, (match) => ({ type: 'variable', name: match[1] ?? '' })],
  [/"(.*?)"|'(.*?)'/y, (match) => ({ type: 'string', value: match[1] ?? match[2] ?? '' })],
  [
    /\/((?:[^/\\]|\\.)+)\/([ismU]*)/y,
    (match) => ({ type: 'pattern', source: match[1] ?? '', flags: match[2] ?? '' }),
  ],
  [/null\b/y, () => ({ type: 'null' })],
];

/** Splits a condition into its tokens; null where GitLab's lexer would find none. */
export function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const operator = OPERATORS.find((sign) => text.startsWith(sign, at));
    if (operator !== undefined) {
      tokens.push(operator);
      at += operator.length;
      continue;
    }
    const found = FORMS.map(([form, read]) => {
      form.lastIndex = at;
      const match = form.exec(text);
      return match && { length: match[0].length, token: read(match) };
    }).find((match) => match !== null);
    if (!found) return null;
    tokens.push(found.token);
    at += found.length;
  }
  return tokens;
}
