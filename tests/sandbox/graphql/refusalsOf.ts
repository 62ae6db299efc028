import {
  type DocumentNode,
  type GraphQLSchema,
  TypeInfo,
  getNamedType,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** One entry of `errors`, as GitLab writes it. */
export interface QueryRefusal {
  message: string;
  path?: (string | number)[];
  extensions?: Record<string, string>;
}

/** Why GitLab does not run a query: unknown fields and arguments in its own words, whatever else is wrong in graphql-js's. */
export function refusalsOf(schema: GraphQLSchema, document: DocumentNode): QueryRefusal[] {
  const unknown = unknownIn(schema, document);
  if (unknown.length > 0) return unknown;
  return validate(schema, document).map(({ message }) => ({ message }));
}

function unknownIn(schema: GraphQLSchema, document: DocumentNode): QueryRefusal[] {
  const types = new TypeInfo(schema);
  const path: string[] = ['query'];
  const found: QueryRefusal[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          const typeName = getNamedType(types.getParentType())?.name ?? '';
          path.push(node.alias?.value ?? node.name.value);
          const field = types.getFieldDef();
          const fieldName = node.name.value;
          if (!field) {
            found.push({
              message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
              path: [...path],
              extensions: { code: 'undefinedField', typeName, fieldName },
            });
            // What stands below an unknown field is not looked at.
            path.pop();
            return false;
          }
          for (const { name } of node.arguments ?? []) {
            if (field.args.some((known) => known.name === name.value)) continue;
            found.push({
              message: `Field '${fieldName}' doesn't accept argument '${name.value}'`,
              path: [...path, name.value],
              extensions: {
                code: 'argumentNotAccepted',
                name: fieldName,
                typeName: 'Field',
                argumentName: name.value,
              },
            });
          }
          return undefined;
        },
        leave() {
          path.pop();
          return undefined;
        },
      },
    }),
  );
  return found;
}
