import { isMap, isScalar, isSeq, parseAllDocuments, YAMLMap } from 'yaml';
import { INPUT_OF } from './flowVariables.ts';
import { isTooLong } from './rules/startingJobs.ts';

type Documents = ReturnType<typeof parseAllDocuments>;

/** The YAML documents of a CI file, none of one that is too long; GitLab's own tags such as `!reference` are kept, not judged. */
export function documentsOf(text: string): Extract<Documents, unknown[]> {
  if (isTooLong(text)) return [];
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  return Array.isArray(documents) ? documents : [];
}

/** Names under `spec:inputs` of the header; empty without one. */
export function declaredInputs(text: string): string[] {
  const [header, body] = documentsOf(text);
  if (header === undefined || body === undefined || header.errors.length > 0) return [];
  const inputs = header.getIn(['spec', 'inputs']);
  if (!isMap(inputs)) return [];
  return inputs.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
}

/** Which of our nine inputs a root file declares. */
export function inputsTaken(text: string): 'all' | 'some' | 'none' {
  const declared = new Set(declaredInputs(text));
  const ours = Object.values(INPUT_OF).filter((name) => declared.has(name));
  if (ours.length === Object.values(INPUT_OF).length) return 'all';
  return ours.length > 0 ? 'some' : 'none';
}

/** What stands in for the value of an input, of the type that the file wants. */
function defaultOf(input: YAMLMap, sent: string | undefined): unknown {
  const options: unknown = input.get('options');
  if (sent === undefined && isSeq(options) && isScalar(options.items[0]))
    return options.items[0].value;
  switch (input.get('type')) {
    case 'number':
      return Number(sent ?? 0);
    case 'boolean':
      return sent === 'true';
    case 'array':
      return [];
    default:
      return sent ?? '';
  }
}

/**
 * The root file with a default for each required input that a pipeline of ours brings along, since GitLab's lint takes no
 * inputs and finds such a file invalid; null where it has none.
 * @param inputs what is sent, by the names of inputs
 */
export function withSentDefaults(text: string, inputs: Record<string, string>): string | null {
  const documents = documentsOf(text);
  const declared = documents.length > 1 ? documents[0]?.getIn(['spec', 'inputs']) : undefined;
  if (!isMap(declared)) return null;
  let changed = false;
  for (const { key, value } of declared.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const given = isMap(value) ? value : null;
    if (!(name in inputs) || given?.has('default')) continue;
    const input = given ?? new YAMLMap();
    input.set('default', defaultOf(input, inputs[name]));
    declared.set(name, input);
    changed = true;
  }
  return changed ? documents.map((document) => document.toString()).join('') : null;
}
