import { parseSync } from 'vite';

interface Node {
  type: string;
  [field: string]: unknown;
}

/** Methods that change what they are called on. */
const CHANGES = new Set(
  'add clear delete set copyWithin fill pop push reverse shift sort splice unshift'.split(' '),
);

/** What these make is told from any other by its identity: a second copy of the module has another. */
const IDENTITIES = new Set(['createContext', 'signal', 'computed', 'WeakMap', 'WeakSet']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A node and all below it. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : [];
}

function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' ? String(value['name']) : '';
}

/** The variable at the beginning of `a.b[c]`. */
function rootOf(value: unknown): string {
  return isNode(value) && value.type === 'MemberExpression'
    ? rootOf(value['object'])
    : nameOf(value);
}

/** The variable whose value this changes from within: `a.b = 1`, `a.b++`, `delete a.b`, `a.push(1)`, `Object.assign(a, b)`; empty for none. */
function changedBy(node: Node): string {
  const inside = (value: unknown) =>
    isNode(value) && value.type === 'MemberExpression' ? rootOf(value) : '';
  if (node.type === 'AssignmentExpression') return inside(node['left']);
  if (node.type === 'UpdateExpression') return inside(node['argument']);
  if (node.type === 'UnaryExpression')
    return node['operator'] === 'delete' ? inside(node['argument']) : '';
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return '';
  const { callee } = node;
  const method = nameOf(callee['property']);
  if (rootOf(callee) === 'Object' && method === 'assign' && Array.isArray(node['arguments']))
    return rootOf(node['arguments'][0]);
  return CHANGES.has(method) ? inside(callee) : '';
}

/** An empty container is there to be filled. */
function beginsEmpty(value: unknown): boolean {
  if (!isNode(value)) return false;
  const made = ['Map', 'Set'].includes(nameOf(value['callee']));
  const parts = value['elements'] ?? value['properties'] ?? (made ? value['arguments'] : undefined);
  return Array.isArray(parts) && parts.length === 0;
}

/** Names of a module's own variables that keep something from call to call, or are told apart by identity. */
export function moduleState(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
  const changed = new Set(nodesOf(program).map(changedBy));
  return program.body
    .map((statement) => ('declaration' in statement ? statement.declaration : statement))
    .flatMap((statement) => {
      if (statement?.type !== 'VariableDeclaration') return [];
      return statement.declarations.flatMap(({ id, init }) => {
        const name = nameOf(id);
        const made = isNode(init) ? nameOf(init['callee']) : '';
        const keeps =
          statement.kind !== 'const' ||
          changed.has(name) ||
          IDENTITIES.has(made) ||
          beginsEmpty(init);
        return keeps ? [name] : [];
      });
    });
}
