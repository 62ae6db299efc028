import { isMap, isScalar, parseAllDocuments, visit } from 'yaml';
import type { Document, Node } from 'yaml';

/** Stands before the value of a variable with `expand: false` while gitlab-ci-local, which forgets that, has the file in hand. */
export const RAW_MARK = '@@expand-false@@';

export interface CiFile {
  /** The document before `---` that holds `spec`, if there is one. */
  header: Document | null;
  body: Document;
}

/** A YAML error in GitLab's manner, or the file's documents. Tags such as `!reference` stay on their nodes. */
export function parseCiFile(text: string): CiFile | { error: string } {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  const parsed = Array.isArray(documents) ? documents : [];
  for (const document of parsed) {
    const first = document.errors[0];
    if (!first) continue;
    const place = first.linePos?.[0];
    const message = first.message.split(' at line')[0] ?? first.message;
    const where = place ? ` at line ${place.line} column ${place.col}` : '';
    return { error: `(<unknown>): ${lowerFirst(message)} while parsing${where}` };
  }
  const [first, second] = parsed;
  if (!first) return { error: 'Invalid configuration format' };
  const [header, body] = second && hasSpec(first) ? [first, second] : [null, first];
  return isMap(body.contents) ? { header, body } : { error: 'Invalid configuration format' };
}

/** Puts `RAW_MARK` before each value with `expand: false` in any `variables`. */
export function markRawVariables(document: Document): void {
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || pair.key.value !== 'variables' || !isMap(pair.value)) return;
      for (const item of pair.value.items) {
        if (isMap(item.value) && item.value.get('expand') === false)
          item.value = document.createNode(RAW_MARK + asText(item.value.get('value')));
      }
    },
  });
}

/** A YAML scalar as GitLab writes it into a variable. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function hasSpec(document: Document): boolean {
  const contents: Node | null = document.contents;
  return isMap(contents) && contents.has('spec');
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
