import { OPERATORS, type Expression, type Operator } from './Expression.ts';

export type Token = '(' | ')' | Operator | Exclude<Expression, { type: Operator }>;

/** GitLab refuses longer conditions (`lib/gitlab/ci/pipeline/expression/lexer.rb`). */
const MOST_TOKENS = 100;

const FORMS: readonly (readonly [form: RegExp, read: (match: RegExpExecArray) => Token])[] = [
  [/[()]/y, ([sign]) => (sign === '(' ? '(' : ')')],
  // An input that the file does not declare: GitLab has put in all others before.
  [/\$\[\[\s{0,99}inputs\.\w{1,99}\s{0,99}\]\]/y, () => ({ type: 'null' })],
  [/\$(\w+)/y, (match) => ({ type: 'variable', name: match[1] ?? '' })],
  [/"(.*?)"|'(.*?)'/y, (match) => ({ type: 'string', value: match[1] ?? match[2] ?? '' })],
  [/\/((?:[^/\\]|\\\/|\\)+[^\\])\/([ismU]*)/y, readPattern],
  [/null\b/y, () => ({ type: 'null' })],
  [/(true|false)\b/y, (match) => ({ type: 'boolean', value: match[1] === 'true' })],
];

/** A pattern of one sign is none; `\/` within stands for a slash. */
function readPattern([, source = '', flags = '']: RegExpExecArray): Token {
  return { type: 'pattern', source: source.replaceAll('\\/', '/'), flags };
}

/** Splits a condition into its tokens; null where GitLab's lexer would find none. */
export function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    if (tokens.length === MOST_TOKENS) return null;
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
