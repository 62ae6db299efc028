import type { ESTree } from 'vite';

/** One way to break a node: the name of the kind, and the text that stands in its place. */
export interface Replacement {
  operator: string;
  text: string;
}

/** What a binary, logical or assignment operator is exchanged for. */
const OPERATORS: Record<string, readonly string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '&&=': ['||='],
  '||=': ['&&='],
  '??=': ['&&='],
};
const COMPARISONS = new Set(['===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof']);

/** What a called method is exchanged for; an empty name leaves the call out and keeps the value before it. */
const METHODS: Record<string, string> = {
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
  trim: '',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  slice: '',
  filter: '',
  sort: '',
  toSorted: '',
  reverse: '',
  toReversed: '',
};

/** A text for people: no test holds its every word. */
const WORDS = /\p{L}{2,}[,.;:)]? \p{L}{2,}/u;

/** The ways to break an expression; `code` is the file's text. Nothing for what has none. */
export function replacementsOf(node: ESTree.Node, code: string): Replacement[] {
  const textOf = ({ start, end }: ESTree.Node): string => code.slice(start, end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      if (node.operator === '+' && (isText(node.left) || isText(node.right))) return [];
      const left = textOf(node.left);
      const right = textOf(node.right);
      return [
        ...(COMPARISONS.has(node.operator) ? bothWays('condition') : []),
        ...(OPERATORS[node.operator] ?? []).map((operator) => ({
          operator: 'operator',
          text: `(${left}) ${operator} (${right})`,
        })),
      ];
    }
    case 'AssignmentExpression':
      return (OPERATORS[node.operator] ?? []).map((operator) => ({
        operator: 'assignment',
        text: `${textOf(node.left)} ${operator} ${textOf(node.right)}`,
      }));
    case 'UnaryExpression':
      if (node.operator !== '!' && node.operator !== '-') return [];
      return [{ operator: 'unary', text: textOf(node.argument) }];
    case 'UpdateExpression': {
      const other = node.operator === '++' ? '--' : '++';
      const argument = textOf(node.argument);
      return [{ operator: 'update', text: node.prefix ? other + argument : argument + other }];
    }
    case 'Literal':
      if (typeof node.value === 'boolean')
        return [{ operator: 'boolean', text: String(!node.value) }];
      if (typeof node.value !== 'string' || WORDS.test(node.value)) return [];
      return [{ operator: 'string', text: node.value === '' ? "'mutated'" : "''" }];
    case 'TemplateLiteral': {
      const text = node.quasis.map(({ value }) => value.raw).join('x');
      return WORDS.test(text) ? [] : [{ operator: 'string', text: text ? "''" : "'mutated'" }];
    }
    case 'ArrayExpression':
      return [{ operator: 'array', text: node.elements.length > 0 ? '[]' : "['mutated']" }];
    case 'ObjectExpression':
      return node.properties.length > 0 ? [{ operator: 'object', text: '{}' }] : [];
    case 'CallExpression':
      return [...ofMethod(node, textOf), ...ofOptional(node, textOf(node))];
    case 'MemberExpression':
      return ofOptional(node, textOf(node));
    default:
      return [];
  }
}

/** What stands for a test (of `if`, a loop, `? :`): both ways, a loop only the way that ends it. */
export function replacementsOfTest(parent: ESTree.Node, test: ESTree.Node): Replacement[] {
  if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression')
    return [{ operator: 'condition', text: 'false' }];
  // A comparison brings them itself.
  if (test.type === 'BinaryExpression' && COMPARISONS.has(test.operator)) return [];
  return bothWays('condition');
}

function bothWays(operator: string): Replacement[] {
  return [
    { operator, text: 'true' },
    { operator, text: 'false' },
  ];
}

function isText(node: ESTree.Node): boolean {
  return (
    node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
  );
}

function ofMethod(
  call: ESTree.CallExpression,
  textOf: (node: ESTree.Node) => string,
): Replacement[] {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return [];
  if (callee.computed || !Object.hasOwn(METHODS, callee.property.name)) return [];
  const other = METHODS[callee.property.name];
  const whole = textOf(call);
  const text = other
    ? whole.slice(0, callee.property.start - call.start) +
      other +
      whole.slice(callee.property.end - call.start)
    : textOf(callee.object);
  return [{ operator: 'method', text }];
}

/** `a?.b` as `a.b`. */
function ofOptional(
  node: ESTree.CallExpression | ESTree.MemberExpression,
  whole: string,
): Replacement[] {
  if (!node.optional) return [];
  const before = node.type === 'CallExpression' ? node.callee : node.object;
  const at = whole.indexOf('?.', before.end - node.start);
  const dot = node.type === 'MemberExpression' && !node.computed ? '.' : '';
  return [{ operator: 'optional', text: whole.slice(0, at) + dot + whole.slice(at + 2) }];
}
