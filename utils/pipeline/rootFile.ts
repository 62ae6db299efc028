import { isMap, isScalar, parseAllDocuments } from 'yaml';
import { INPUT_OF } from './flowVariables.ts';

type Documents = ReturnType<typeof parseAllDocuments>;

/** The YAML documents of a CI file; GitLab's own tags such as `!reference` are kept, not judged. */
export function documentsOf(text: string): Extract<Documents, unknown[]> {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
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
