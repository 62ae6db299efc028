/** Every text of a locale under its key, with dots; those that count have `.0`, `.1` and `.n`. */
export function textsOf(node: unknown, prefix = ''): [key: string, text: string][] {
  if (typeof node !== 'object' || node === null) return [[prefix, String(node)]];
  return Object.entries(node).flatMap(([key, value]) =>
    textsOf(value, prefix ? `${prefix}.${key}` : key),
  );
}
