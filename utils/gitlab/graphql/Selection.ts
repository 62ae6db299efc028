/** What a GraphQL query asks for: fields with their arguments as they are written, `true` where a field has no fields of its own. */
export interface Selection {
  readonly [field: string]: true | Selection;
}

/** `{ id project(fullPath:$path){ name } }` */
export function writeSelection(selection: Selection): string {
  const fields = Object.entries(selection).map(([field, inner]) =>
    inner === true ? field : `${field}${writeSelection(inner)}`,
  );
  return `{ ${fields.join(' ')} }`;
}

/** The selection without the field at a path of names, and without what then has no fields. */
export function withoutField(selection: Selection, [name, ...rest]: readonly string[]): Selection {
  const fields = Object.entries(selection).flatMap(
    ([field, inner]): [string, true | Selection][] => {
      if (nameOf(field) !== name) return [[field, inner]];
      if (rest.length === 0 || inner === true) return [];
      const left = withoutField(inner, rest);
      return Object.keys(left).length === 0 ? [] : [[field, left]];
    },
  );
  return Object.fromEntries(fields);
}

/** A field's name in the answer, without its arguments. */
function nameOf(field: string): string {
  return field.replace(/[(:].*$/s, '');
}
