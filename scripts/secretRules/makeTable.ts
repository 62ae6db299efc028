import type { Rule } from './readRules.ts';

/** What a token of a form of its own looks like. */
export interface TokenRule {
  kind: string;
  /** One of these stands in every text that the pattern is tried on, in lower case. */
  keywords: string[];
  pattern: string;
  flags: 'g' | 'gi';
  entropy: number;
}

/** What the value of something is that has a service's name in its own. */
export interface NamedRule {
  kind: string;
  keywords: string[];
  name: string;
  nameFlags: 'g' | 'gi';
  /** Matches a whole value. */
  value: string;
  flags: '' | 'i';
  entropy: number;
}

export interface SecretTable {
  tokens: TokenRule[];
  named: NamedRule[];
  /** Secrets that match one of these are none: examples, and keys that are public. */
  allowed: string[];
}

/** Read by our own forms: what begins with a command, spans lines or is told by a file's name. */
const OWN = new Set([
  'curl-auth-header',
  'curl-auth-user',
  'freemius-secret-key',
  'generic-api-key',
  'hashicorp-tf-password',
  'jwt',
  'kubernetes-secret-yaml',
  'nuget-config-password',
  'private-key',
]);

const NAME_BEFORE = String.raw`[\w.-]{0,50}?`;
const BETWEEN = String.raw`(?:[ \t\w.-]{0,20})[\s'"]{0,3}`;
const OPERATOR = String.raw`(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}`;
const END = String.raw`(?:[\x60'"\s;]|\\[nr]|$)`;

/** Go's syntax in JavaScript's. Letters' case counts for a whole pattern or not at all: where a part of it does not, the whole does not. */
export function toJavaScript(go: string): { source: string; ignoresCase: boolean } {
  const ignoresCase = /\(\?i[):]/.test(go);
  const source = go
    .replaceAll('(?i)', '')
    .replace(/\(\?-?[is]:/g, '(?:')
    .replace(/\(\?P<\w+>/g, '(?:')
    .replaceAll('[[:alnum:]]', '[A-Za-z0-9]')
    .replaceAll(String.raw`\z`, '$');
  return { source, ignoresCase };
}

/** Without the bracket that is closed only behind what was cut off. */
function balanced(pattern: string): string {
  const count = (sign: string): number => pattern.split(sign).length - 1;
  return count('(') > count(')') ? pattern.replace(/^\(\?i?:/, '') : pattern;
}

function namedOf({ id, regex, keywords, entropy }: Rule): NamedRule {
  const { source } = toJavaScript(regex.replaceAll(NAME_BEFORE, '').split(`${END}|`)[0] ?? '');
  const [name = '', rest = ''] = source.split(BETWEEN);
  const value = rest.slice(rest.indexOf(OPERATOR) + OPERATOR.length).replace(END, '');
  return {
    kind: id,
    keywords,
    name: balanced(name),
    nameFlags: regex.includes('(?:(?-i:') ? 'g' : 'gi',
    value: `^${value}$`,
    flags: regex.startsWith('(?i)') ? 'i' : '',
    entropy,
  };
}

function tokenOf({ id, regex, keywords, entropy }: Rule): TokenRule {
  const { source, ignoresCase } = toJavaScript(regex);
  const pattern = source
    .replaceAll(END, String.raw`(?![\w-]|\.\w)`)
    .replace(String.raw`(?:[\x60'"\s;]|\\[nr]|$|\b)`, '');
  return {
    kind: id,
    keywords,
    pattern,
    flags: ignoresCase ? 'gi' : 'g',
    entropy,
  };
}

const isNamed = ({ regex }: Pick<Rule, 'regex'>) => regex.includes(NAME_BEFORE);

/** The table that the extension masks by, out of gitleaks' rules. */
export function makeTable(rules: readonly Rule[]): SecretTable {
  const ours = rules.filter(({ id }) => !OWN.has(id));
  const more = ours
    .filter(({ regex }) => isNamed({ regex }) && regex.includes(`${END}|`))
    .map((rule) =>
      tokenOf({ ...rule, regex: rule.regex.slice(rule.regex.indexOf(`${END}|`) + END.length + 1) }),
    );
  return {
    tokens: [...ours.filter((rule) => !isNamed(rule)).map(tokenOf), ...more],
    named: ours.filter(isNamed).map(namedOf),
    allowed: rules
      .filter(({ id }) => !OWN.has(id) || id === 'nuget-config-password')
      .flatMap(({ allowed }) =>
        allowed.map((one) => toJavaScript(one).source.replace(/^\.\+/, '')),
      ),
  };
}
