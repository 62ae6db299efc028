import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Node, type Pair } from 'yaml';
import { isTooDense } from '../../context/clean/isTooDense.ts';
import { isRecord } from '../../pipeline/rules/isRecord.ts';
import { splitCiFile, readCiFile } from '../../pipeline/yaml/readCiFile.ts';
import { firstDocument, readYaml } from '../../pipeline/yaml/readYaml.ts';
import { applyEdits, includeEdits } from './includeEdits.ts';
import { includesFile, nameOfInclude, withRule } from './includeEntries.ts';
import { entryLines, NOT_OURS, ONLY_OURS, styleOf, type Style } from './includeLines.ts';
import { note, type PlanNote } from './SetupPlan.ts';
import { writeYaml } from '../../pipeline/yaml/writeYaml.ts';

/** Some 80 kB as people write them. */
const MOST_MARKS = 8_000;

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

const UNSAFE = { problem: note('file_unsafe') };

type Entry = { node: Node; plain: unknown };

/** Whether an entry can be put behind a rule: what has an anchor is used elsewhere, too. */
function canBeRuled({ node, plain }: Entry): boolean {
  if (isAlias(node) || ('anchor' in node && node.anchor)) return false;
  if (isScalar(node)) return typeof plain === 'string';
  return isMap(node) && isRecord(plain) && !('rules' in plain) && !node.has('<<');
}

/** Reads as what was there, with these entries under `include` and all else as it was. */
function holdsAll(before: string, after: string, include: readonly unknown[]): boolean {
  const [old, now] = [before, after].map((text) => readCiFile(text));
  if (!now?.ok) return false;
  const was = old?.ok ? old.value : { header: null, body: {} };
  const { include: _, ...rest } = was.body;
  const { include: written, ...left } = now.value.body;
  return (
    JSON.stringify(written) === JSON.stringify(include) &&
    JSON.stringify(left) === JSON.stringify(rest) &&
    JSON.stringify(now.value.header) === JSON.stringify(was.header)
  );
}

function ourEntry(path: string): unknown {
  return withRule(`/${path}`, ONLY_OURS);
}

/** Whether an anchor within a node is used outside of it. */
function isUsedElsewhere(document: Node, node: Node): boolean {
  const own = 'anchor' in node ? node.anchor : undefined;
  if (!own) return false;
  let used = false;
  visit(document, {
    Alias(_, alias) {
      if (alias.source === own) used = true;
    },
  });
  return used;
}

/** A text with a new `include` after all else; where that would change the last value, before all else. */
function appended(text: string, path: string, style: Style): string | null {
  const { body } = splitCiFile(text);
  const start = body.start;
  const stop = start + body.text.length;
  const own = text.slice(start, stop);
  const margin = style.flush ? '' : '  ';
  const lines = `include:${style.end}${entryLines(path, margin, style)}`;
  const gap =
    own.trim() === '' && start === 0 && own === ''
      ? ''
      : /(?:^|\n)\r?\n$/.test(own)
        ? ''
        : style.end;
  const open = own === '' || own.endsWith('\n') ? '' : style.end;
  const rest = text.slice(stop);
  const last = text.slice(0, stop) + open + gap + lines + (rest === '' ? '' : style.end) + rest;
  if (holdsAll(text, last, [ourEntry(path)])) return last;
  const first = text.slice(0, start) + lines + style.end + text.slice(start);
  return holdsAll(text, first, [ourEntry(path)]) ? first : null;
}

/**
 * Adds our jobs file to the includes of a CI file, where GitLab reads them. What is not said anew keeps every byte.
 * @param path of our jobs file, from the repository's root
 * @param options `keepOut`: other includes get a rule by which our pipelines leave them out
 * @returns why, where the text is no CI file that can be added to
 */
export function addInclude(
  text: string,
  path: string,
  { keepOut }: { keepOut: boolean },
): Included | { problem: PlanNote } {
  const { body } = splitCiFile(text);
  // It is read thrice, in one piece each.
  if (isTooDense(text, MOST_MARKS)) return { problem: note('file_too_much') };
  if (/^\.\.\.[ \t]*\r?$/m.test(text)) return UNSAFE;
  const read = readYaml(body.text);
  const isEmpty = body.text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
  if (!read.ok && !isEmpty) return { problem: note('bad_file', read.problem) };
  if (read.ok && read.value !== null && !isRecord(read.value))
    return { problem: note('file_without_jobs') };
  const style = styleOf(text);
  const document = firstDocument(body.text);
  const root = 'problem' in document ? null : document.contents;
  // Of several keys of the same name the last one counts.
  const pair = isMap(root)
    ? root.items.findLast(({ key }) => isScalar(key) && key.value === 'include')
    : undefined;
  if (!pair) {
    const made = appended(text, path, style);
    return made === null ? UNSAFE : { text: made, keptOut: [], left: [], already: false };
  }
  if (!isMap(root) || !isNode(pair.key)) return UNSAFE;
  const value = isNode(pair.value) ? pair.value : null;
  return changed(text, { root, key: pair.key, value }, path, keepOut, style);
}

interface Place {
  root: Node;
  key: Node;
  value: Node | null;
}

function changed(
  text: string,
  { root, key, value }: Place,
  path: string,
  keepOut: boolean,
  style: Style,
): Included | { problem: PlanNote } {
  const { body } = splitCiFile(text);
  const plain = readYaml(body.text);
  const include: unknown = plain.ok && isRecord(plain.value) ? plain.value['include'] : null;
  const plains: unknown[] = Array.isArray(include) ? include : include === null ? [] : [include];
  const nodes = isSeq<Node>(value) ? value.items : value === null ? [] : [value];
  const entries = plains.map((one, index) => ({ node: nodes[index] ?? key, plain: one }));
  const direct = !isAlias(value) && (plains.length === 0 || nodes.length === plains.length);
  const ours = entries.map((one) => includesFile(one.plain, path));
  const out = new Set(
    entries.flatMap((one, index) =>
      keepOut && (direct ? canBeRuled(one) : canBeWritten(one.plain)) && !ours[index] ? index : [],
    ),
  );
  const names = {
    keptOut: entries.flatMap((one, index) => (out.has(index) ? nameOfInclude(one.plain) : [])),
    left: entries.flatMap((one, index) =>
      out.has(index) || ours[index] ? [] : nameOfInclude(one.plain),
    ),
  };
  const already = ours.includes(true);
  if (already && out.size === 0) return { text, ...names, already };
  if (value !== null && isUsedElsewhere(root, value)) return UNSAFE;
  const wanted = [
    ...plains.map((one, index) => (out.has(index) ? withRule(one, NOT_OURS) : one)),
    ...(already ? [] : [ourEntry(path)]),
  ];
  const edits = direct
    ? includeEdits(
        body.text,
        { key, value } as Pair<Node, Node | null>,
        out,
        already ? null : path,
        style,
      )
    : [writtenOut(body.text, key, value, wanted, style)];
  if (edits === null) return UNSAFE;
  const made =
    text.slice(0, body.start) +
    applyEdits(body.text, edits) +
    text.slice(body.start + body.text.length);
  return holdsAll(text, made, wanted) ? { text: made, ...names, already } : UNSAFE;
}

function canBeWritten(plain: unknown): boolean {
  return typeof plain === 'string' || (isRecord(plain) && !('rules' in plain));
}

/** What an alias stands for, written where it stood, since others use it too. */
function writtenOut(
  text: string,
  key: Node,
  value: Node | null,
  wanted: unknown[],
  { end }: Style,
) {
  const from = key.range?.[0] ?? 0;
  const stop = value?.range?.[1] ?? key.range?.[1] ?? 0;
  const lines = writeYaml({ include: wanted }).trimEnd().replaceAll('\n', end);
  return { from, to: stop, text: lines };
}
