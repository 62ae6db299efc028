import { INPUT_OF } from './flowVariables.ts';
import { isRecord } from './rules/isRecord.ts';
import { readCiFile } from './yaml/readCiFile.ts';

/** Names under `spec:inputs` of the header; empty without one. */
export function declaredInputs(text: string): string[] {
  const read = readCiFile(text);
  const spec = read.ok ? read.value.header?.['spec'] : null;
  const inputs = isRecord(spec) ? spec['inputs'] : null;
  return isRecord(inputs) ? Object.keys(inputs) : [];
}

/** Which of our nine inputs a root file declares. */
export function inputsTaken(text: string): 'all' | 'some' | 'none' {
  const declared = new Set(declaredInputs(text));
  const ours = Object.values(INPUT_OF).filter((name) => declared.has(name));
  if (ours.length === Object.values(INPUT_OF).length) return 'all';
  return ours.length > 0 ? 'some' : 'none';
}
