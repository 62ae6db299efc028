import { parseDocument } from 'yaml';

/** YAML written by others as a plain value; an empty text is an empty record. `problem` is one line. Aliases that multiply are refused. */
export function readYaml(
  text: string,
): { ok: true; value: unknown } | { ok: false; problem: string } {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error)
    return { ok: false, problem: (error.message.split('\n')[0] ?? error.code).replace(/:$/, '') };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 10 }) ?? {} };
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return { ok: false, problem: thrown.message };
    throw thrown;
  }
}
