import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  TypeInfo,
  getNamedType,
  isObjectType,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** GitLab's largest page, and its size where none is asked for. */
const LARGEST_PAGE = 100;

/** What a query costs by GitLab's sum (18.9: `app/graphql/types/base_field.rb`); both recorded queries cost here what they cost there. */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const types = new TypeInfo(schema);
  const sums = [0];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter() {
          sums.push(0);
          return undefined;
        },
        leave(node) {
          const field = types.getFieldDef();
          const inner = sums.pop() ?? 0;
          const directives = field?.astNode?.directives ?? [];
          const isList = isConnection(field?.type);
          const args = Object.fromEntries(
            (field?.args ?? []).map(({ name, type }) => [
              name,
              argumentOf(node, name, type, variables),
            ]),
          );
          const cost = costOf(directives, inner, args, isList);
          sums[sums.length - 1] = (sums.at(-1) ?? 0) + cost;
          return undefined;
        },
      },
    }),
  );
  return sums[0] ?? 0;
}

function argumentOf(
  node: FieldNode,
  name: string,
  type: Parameters<typeof valueFromAST>[1],
  variables: Record<string, unknown>,
): unknown {
  const written = node.arguments?.find((one) => one.name.value === name);
  return written && valueFromAST(written.value, type, variables);
}

function isConnection(type: unknown): boolean {
  const named = getNamedType(type as Parameters<typeof getNamedType>[0]);
  return isObjectType(named) && named.name.endsWith('Connection');
}

function costOf(
  directives: readonly ConstDirectiveNode[],
  inner: number,
  args: Record<string, unknown>,
  isList: boolean,
): number {
  const given = (name: string) => directives.find((one) => one.name.value === name);
  const fixed = given('complexity')?.arguments?.[0]?.value;
  if (fixed?.kind === 'IntValue') return Number(fixed.value) + inner;
  const gitaly = given('gitaly') ? 1 : 0;
  if (!given('resolver')) return 1 + gitaly + inner;
  const paths = Array.isArray(args['paths']) ? args['paths'].length : 0;
  const once = inner + 1 + paths + gitaly;
  const first = typeof args['first'] === 'number' ? args['first'] : LARGEST_PAGE;
  return Math.trunc(once + (isList ? once * Math.min(first, LARGEST_PAGE) * 0.01 : 0));
}
