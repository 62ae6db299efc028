import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Pair,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { documentsOf } from '../../pipeline/rootFile.ts';
import { entryFor, isOurs, nameOf, withoutOurs } from './includeEntries.ts';

/** A project's CI file with our jobs included. */
export interface Included {
  text: string;
  /** Includes that pipelines of ours now leave out. */
  keptOut: string[];
  /** Includes that stay in them: they have rules of their own, or a form that is not changed here. */
  left: string[];
  /** True where our file was included already. */
  already: boolean;
}

const MOST_ALIASES = 100;

/** Whether a sequence stands under its key without being moved to the right. */
function hasFlushSequence(text: string): boolean {
  const lines = text.split('\n');
  return lines.some((line, index) => {
    const margin = /^ *(?=[^\s#-])/.exec(line)?.[0];
    if (margin === undefined || !line.trimEnd().endsWith(':')) return false;
    return lines[index + 1]?.startsWith(`${margin}- `) === true;
  });
}

/** How a text is laid out, for what is written into it. */
function layoutOf(text: string) {
  return {
    lineWidth: 0,
    // Sequences that stand under their key without being moved to the right.
    indentSeq: !hasFlushSequence(text),
    flowCollectionPadding: /[[{] \S/.test(text),
  };
}

/** `include` with these entries alone, laid out like `text`. */
function includeText(list: YAMLSeq, text: string): string {
  const alone = new Document();
  const contents = new YAMLMap();
  contents.items.push(new Pair(new Scalar('include'), list));
  alone.contents = contents;
  const written = alone.toString(layoutOf(text)).trimEnd();
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}

function isNothing(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** Aliases as what they stand for: an anchor may lie outside of what is written anew. */
function withoutAliases(list: YAMLSeq, document: Document): void {
  let left = MOST_ALIASES;
  visit(list, {
    Alias(_, alias) {
      const there = alias.resolve(document);
      if (!there || (left -= 1) < 0) return visit.BREAK;
      const copy = there.clone();
      if ('anchor' in copy) delete copy.anchor;
      return isNode(copy) ? copy : visit.BREAK;
    },
  });
}

/** Names of the top level of the last document; null for a text that is no CI file. */
function topLevel(text: string): { documents: number; keys: string[] } | null {
  const documents = documentsOf(text);
  const body = documents.at(-1)?.contents;
  if (documents.some(({ errors }) => errors.length > 0)) return null;
  if (!isMap(body)) return null;
  return { documents: documents.length, keys: body.items.map(({ key }) => String(key)) };
}

/** What was written must read as what was there, with `include` in it. */
function holdsAll(before: string, after: string): boolean {
  const [old, now] = [topLevel(before), topLevel(after)];
  if (now === null || (old !== null && old.documents !== now.documents)) return false;
  const keys = old?.keys ?? [];
  const wanted = keys.includes('include') ? keys : [...keys, 'include'];
  return JSON.stringify(wanted) === JSON.stringify(now.keys);
}

/**
 * Adds our jobs file to the includes of a CI file. What is outside `include` keeps every byte.
 * @param path of our jobs file, from the repository's root
 * @param options `keepOut`: other includes get a rule by which our pipelines leave them out
 * @returns one line that says why, where the text is no CI file that can be added to
 */
export function addInclude(
  text: string,
  path: string,
  { keepOut }: { keepOut: boolean },
): Included | { problem: string } {
  const documents = documentsOf(text);
  const broken = documents.flatMap(({ errors }) => errors)[0];
  if (broken) return { problem: broken.message.split('\n')[0] ?? '' };
  const contents = documents.at(-1)?.contents;
  if (!isNothing(contents) && !isMap(contents))
    return { problem: 'The file holds no map of jobs.' };
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'include')
    : undefined;
  const body = documents.at(-1);
  const made = pair && body ? changed(text, body, pair, path, keepOut) : appended(text, path);
  if (made.already && made.text === text) return made;
  return holdsAll(text, made.text) ? made : { problem: 'The file cannot be added to safely.' };
}

function appended(text: string, path: string): Included {
  const list = new YAMLSeq();
  list.items.push(entryFor(path));
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.trim() === '' ? '' : `${text.trimEnd()}${end}${end}`;
  return { text: before + includeText(list, text) + end, keptOut: [], left: [], already: false };
}

function changed(
  text: string,
  body: Document,
  pair: Pair,
  path: string,
  keepOut: boolean,
): Included {
  // The keys and values of a parsed document are nodes.
  const [key, value] = [pair.key as Node, pair.value as Node | null];
  const given = new YAMLSeq();
  const meant = isAlias(value) ? value.resolve(body) : value;
  if (isSeq(meant)) given.items.push(...meant.items);
  else if (!isNothing(meant)) given.items.push(meant);
  withoutAliases(given, body);
  const list = new YAMLSeq();
  const names = { keptOut: [], left: [] } as Record<'keptOut' | 'left', string[]>;
  for (const entry of given.items) {
    const ours = isOurs(entry, path);
    const put = keepOut && !ours ? withoutOurs(entry) : null;
    if (!ours) names[put ? 'keptOut' : 'left'].push(nameOf(entry));
    list.items.push(put ?? entry);
  }
  const already = given.items.some((entry) => isOurs(entry, path));
  if (already && names.keptOut.length === 0) return { text, ...names, already };
  if (!already) list.items.push(entryFor(path));
  if (value?.commentBefore) list.commentBefore = value.commentBefore;
  if (isSeq(value) && value.comment) list.comment = value.comment;
  const start = key.range?.[0] ?? 0;
  const end = text.slice(0, value?.range?.[1] ?? key.range?.[1]).trimEnd().length;
  const after = text.slice(end);
  // A comment beside the value went along with it.
  const rest = value?.comment ? after.replace(/^[ \t]*#[^\r\n]*/, '') : after;
  const written = text.slice(0, start) + includeText(list, text) + (rest === '' ? '\n' : rest);
  return { text: written, ...names, already };
}
