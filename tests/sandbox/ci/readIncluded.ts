import { z } from 'zod';
import { readAt } from './checkout.ts';
import { needsCommit } from './ciLocalFiles.ts';
import { markRawVariables, parseCiFile } from './yamlTree.ts';

const Values = z.record(z.string(), z.unknown());

export interface Included {
  /** The files that are included, and those that they include, by path: their text with raw variables marked; null where there is none. */
  files: Map<string, string | null>;
  /** What decides by variables: includes, and workflow rules that set some. */
  deciding: string;
  /** Whether more than these files and variables decides: other repositories, patterns of paths, files of the commit. */
  needsCommit: boolean;
}

/** Reads what a CI file includes; gives GitLab's words for a file that is missing or broken. */
export async function readIncluded(
  at: { repository: string; sha: string },
  body: Readonly<Record<string, unknown>>,
): Promise<Included | { error: string }> {
  const files: Included['files'] = new Map();
  const deciding: unknown[] = [];
  let beyondFiles = false;
  const error = await read(body);
  if (error !== null) return { error };
  const decides = JSON.stringify(deciding);
  return { files, deciding: decides, needsCommit: beyondFiles || needsCommit(decides) };

  async function read(values: Readonly<Record<string, unknown>>): Promise<string | null> {
    const { workflow } = values;
    if (JSON.stringify(workflow)?.includes('"variables"')) deciding.push(workflow);
    for (const entry of includeEntries(values['include'])) {
      deciding.push(entry);
      const local = localOf(entry);
      if (local === null || /[*$]/.test(local)) beyondFiles = true;
      if (local === null || local.includes('*') || files.has(local)) continue;
      const wrong = await readFile(local, Values.safeParse(entry).data?.['rules'] !== undefined);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  async function readFile(path: string, mayBeMissing: boolean): Promise<string | null> {
    const text = await readAt(at.repository, at.sha, path);
    files.set(path, null);
    if (text === null) return mayBeMissing ? null : `Local file \`${path}\` does not exist!`;
    const file = parseCiFile(text);
    if ('error' in file) return `\`${path}\`: ${file.error}`;
    const values = Values.safeParse(file.body.toJS()).data ?? {};
    markRawVariables(file.body);
    const documents = [file.header, file.body].filter((document) => document !== null);
    files.set(path, documents.map((document) => document.toString()).join('---\n'));
    return read(values);
  }
}

function localOf(entry: unknown): string | null {
  if (typeof entry === 'string') return /^https?:/.test(entry) ? null : entry.replace(/^\//, '');
  const local = Values.safeParse(entry).data?.['local'];
  return typeof local === 'string' ? local.replace(/^\//, '') : null;
}

/** `include` in its three forms, as a list. */
export function includeEntries(include: unknown): unknown[] {
  if (include === undefined || include === null) return [];
  return Array.isArray(include) ? include : [include];
}
