import { parseSync, type ESTree } from 'vite';
import { replacementsOf, replacementsOfTest, type Replacement } from './replacementsOf.ts';

/** One place in one file, broken in one way. */
export interface Mutant {
  id: number;
  file: string;
  /** From 1. */
  line: number;
  operator: string;
  original: string;
  replacement: string;
}

type Node = ESTree.Node;

/** Types that hold an expression; all other TypeScript nodes are only types. */
const TYPED = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);
/** Their children are names, addresses or patterns, not expressions. */
const NEVER = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'TaggedTemplateExpression']);
const LOOPS = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);
const LITERALS = new Set([
  'Literal',
  'TemplateLiteral',
  'ArrayExpression',
  'ObjectExpression',
  'SequenceExpression',
]);
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * A source file with all its mutants in it, each behind a switch that `globalThis.__mutation` holds: one transform serves them all.
 * Every loop counts its rounds, so that one without end can be ended. Without mutants (`firstId` absent) only the loops do.
 */
export function instrument(
  file: string,
  code: string,
  firstId?: number,
): { text: string; mutants: Mutant[] } {
  const { program, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const mutants: Mutant[] = [];

  /** Keeps the mutants of one node; gives the chain of `switch ? broken : ` that goes before its own text. */
  const switches = (node: Node, replacements: readonly Replacement[]): string =>
    replacements.map(({ operator, text }) => `${add(node, operator, text)}?(${text}):`).join('');

  const add = (node: Node, operator: string, replacement: string): string => {
    if (firstId === undefined) throw new Error('no mutants are wanted here');
    const id = firstId + mutants.length;
    const line = code.slice(0, node.start).split('\n').length;
    const original = code.slice(node.start, node.end);
    mutants.push({ id, file, line, operator, original, replacement });
    return `__mutation.on(${id})`;
  };

  /** The text of a node with everything below it instrumented. */
  const inside = (node: Node): string => {
    let text = '';
    let at = node.start;
    for (const child of childrenOf(node)) {
      text += code.slice(at, child.start) + whole(child, node);
      at = child.end;
    }
    return text + code.slice(at, node.end);
  };

  const whole = (node: Node, parent: Node): string => {
    if (node.type === 'BlockStatement') return block(node, parent);
    if (LOOPS.has(parent.type) && 'body' in parent && parent.body === node)
      return `{__mutation.round();${inside(node)}}`;
    if (firstId === undefined) return inside(node);
    const replacements = [
      ...(isTest(node, parent) ? replacementsOfTest(parent, node) : []),
      ...(node.type === 'ChainExpression' ? ofChain(node) : []),
      ...(links.has(node) ? [] : replacementsOf(node, code)),
      ...(isReturned(node, parent) && !onlyReturned.has(node)
        ? [{ operator: 'return', text: 'undefined' }]
        : []),
    ];
    if (replacements.length === 0) return inside(node);
    return `(${switches(node, replacements)}${inside(node)})`;
  };

  const links = new Set<Node>();
  const constructors = new Set<Node>();
  const onlyReturned = new Set<Node>();

  /** Within `a?.b.c` a link cannot be replaced alone: the whole chain is, with the link broken. */
  const ofChain = (chain: ESTree.ChainExpression): Replacement[] => {
    const replacements: Replacement[] = [];
    for (let link: Node | undefined = chain.expression; link; link = nextLink(link)) {
      links.add(link);
      for (const { operator, text } of replacementsOf(link, code))
        replacements.push({
          operator,
          text: code.slice(chain.start, link.start) + text + code.slice(link.end, chain.end),
        });
    }
    return replacements;
  };

  const block = (node: ESTree.BlockStatement, parent: Node): string => {
    const round = LOOPS.has(parent.type) ? '__mutation.round();' : '';
    const statements = inside(node).slice(1, -1);
    const kept = firstId === undefined || node.body.length === 0 || parent.type === 'CatchClause';
    if (kept || constructors.has(parent)) return `{${round}${statements}}`;
    return `{${round}if(!${add(node, 'block', '{}')}){${statements}}}`;
  };

  const childrenOf = (node: Node): Node[] => {
    if (NEVER.has(node.type)) return [];
    if (node.type === 'MethodDefinition' && node.kind === 'constructor')
      constructors.add(node.value);
    if (FUNCTIONS.has(node.type) && 'body' in node) keepOnlyReturned(node.body);
    return Object.entries(node)
      .filter(([key]) => !isName(node, key))
      .flatMap(([, value]: [string, unknown]) => (Array.isArray(value) ? value : [value]))
      .filter(isNode)
      .filter(({ type }) => !type.startsWith('TS') || TYPED.has(type))
      .toSorted((a, b) => a.start - b.start);
  };

  /** Without its only statement a function gives `undefined`: that is the mutant of its block. */
  const keepOnlyReturned = (body: unknown): void => {
    if (!isNode(body) || body.type !== 'BlockStatement' || body.body.length !== 1) return;
    const [statement] = body.body;
    if (statement?.type === 'ReturnStatement' && statement.argument)
      onlyReturned.add(statement.argument);
  };

  const text = code.slice(0, program.start) + inside(program) + code.slice(program.end);
  return { text, mutants };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Names of properties, what an export comes from, and what is assigned to stay as they are. */
function isName(node: Node, key: string): boolean {
  if (key === 'source' || key === 'specifiers' || key === 'decorators' || key === 'typeAnnotation')
    return true;
  if (node.type === 'ExpressionStatement' && 'directive' in node && node.directive) return true;
  if (key === 'key') return !('computed' in node && node.computed);
  if (key === 'left') return node.type === 'AssignmentExpression';
  return key === 'argument' && (node.type === 'UpdateExpression' || isDelete(node));
}

function isDelete(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'delete';
}

function isTest(node: Node, parent: Node): boolean {
  return (
    'test' in parent &&
    parent.test === node &&
    parent.type !== 'SwitchCase' &&
    parent.type !== 'DoWhileStatement'
  );
}

/** The value of a `return` or of a short function, but for literals: their own mutants say as much. */
function isReturned(node: Node, parent: Node): boolean {
  if (LITERALS.has(node.type)) return false;
  if (node.type === 'Identifier' && node.name === 'undefined') return false;
  if (parent.type === 'ReturnStatement') return true;
  return FUNCTIONS.has(parent.type) && 'body' in parent && parent.body === node;
}

/** What stands before the last `.`, `[]` or `()` of a chain. */
function nextLink(node: Node): Node | undefined {
  if (node.type === 'CallExpression') return node.callee;
  if (node.type === 'MemberExpression') return node.object;
  return node.type === 'TSNonNullExpression' ? node.expression : undefined;
}
