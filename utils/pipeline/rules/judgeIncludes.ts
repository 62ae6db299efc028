import { isMap, isSeq, type Document, type YAMLMap } from 'yaml';
import { documentsOf } from '../rootFile.ts';
import type { KnownVariables } from './Expression.ts';
import { isRecord } from './isRecord.ts';
import { judgeRules } from './judgeRules.ts';

/** A root file whose includes are decided. */
export interface JudgedIncludes {
  /** The file with its `include:rules` decided; null when there were none and the file can be linted where it lies. */
  text: string | null;
  /** Includes of which it cannot be told whether they count; they are kept. */
  unjudged: string[];
}

function nameOf(include: Record<string, unknown>): string {
  const places = ['local', 'file', 'remote', 'template', 'component', 'project'];
  const place = places.map((key) => include[key]).find((value) => value !== undefined);
  return typeof place === 'string' ? place : JSON.stringify(place ?? include);
}

/** Decides one entry: true to keep it, without its rules. */
function decide(
  entry: YAMLMap,
  document: Document,
  variables: KnownVariables,
  unjudged: string[],
): boolean {
  const include: unknown = entry.toJS(document);
  if (!isRecord(include)) return true;
  const judged = judgeRules(include['rules'], variables, (when) =>
    when === 'never' ? 'false' : 'true',
  );
  if (judged === 'unknown') unjudged.push(nameOf(include));
  entry.delete('rules');
  return judged !== 'false';
}

/** `ci/lint` judges includes without pipeline variables, so their rules are judged here: entries are dropped or lose their rules. */
export function judgeIncludes(rootFile: string, variables: KnownVariables): JudgedIncludes {
  const documents = documentsOf(rootFile);
  const body = documents.at(-1);
  const include = body?.get('include', true);
  const entries = isSeq(include) ? include.items : [include];
  const ruled = entries.filter((entry) => isMap(entry)).filter((entry) => entry.has('rules'));
  if (body === undefined || ruled.length === 0) return { text: null, unjudged: [] };
  const unjudged: string[] = [];
  const dropped = new Set<unknown>(
    ruled.filter((entry) => !decide(entry, body, variables, unjudged)),
  );
  if (isSeq(include)) include.items = include.items.filter((entry) => !dropped.has(entry));
  else if (dropped.size > 0) body.delete('include');
  return { text: documents.map((document) => document.toString()).join(''), unjudged };
}
