import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml';
import { includeKeyOf } from './includeEntries.ts';
import {
  entryLines,
  flowEntry,
  flowMap,
  flowRule,
  NOT_OURS,
  ruleLines,
  type Style,
} from './includeLines.ts';

/** A stretch of a text, and what stands there afterwards. */
export interface TextEdit {
  from: number;
  to: number;
  text: string;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((one, other) => other.from - one.from || other.to - one.to)
    .reduce((made, { from, to, text: put }) => made.slice(0, from) + put + made.slice(to), text);
}

/** Where a node's text begins and ends. */
function rangeOf(node: Node): [number, number] {
  return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
}

/** The blanks before what stands at `at` in its line, signs of other things counted as blanks. */
function marginAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return ' '.repeat(at - start);
}

/** Where the line of `at` ends, behind its line end; a text without a last line end gets one. */
function lineEnd(text: string, at: number, { end }: Style): { at: number; before: string } {
  if (at > 0 && text[at - 1] === '\n') return { at, before: '' };
  const next = text.indexOf('\n', at);
  return next === -1 ? { at: text.length, before: end } : { at: next + 1, before: '' };
}

/** Lines below the entry that ends at `at`. */
function below(text: string, at: number, lines: string, style: Style): TextEdit {
  const place = lineEnd(text, at, style);
  return { from: place.at, to: place.at, text: place.before + lines };
}

function isFlow(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** The end of a flow collection, before its bracket and the blanks before that; with what must stand before another item. */
function flowEnd(text: string, node: Node): { at: number; comma: string } {
  const [start, end] = rangeOf(node);
  const inner = text.slice(start + 1, end - 1);
  const at = start + 1 + inner.trimEnd().length;
  return { at, comma: /^\s*$/.test(inner) ? '' : /,\s*$/.test(inner) ? ' ' : ', ' };
}

/** Puts one entry behind a rule by which our pipelines leave it out. */
function keptOut(text: string, entry: Node, inFlow: boolean, style: Style): TextEdit[] {
  const [start, end] = rangeOf(entry);
  if (isScalar(entry)) {
    const source = text.slice(start, end);
    const place = includeKeyOf(String(entry.value));
    if (inFlow) return [{ from: start, to: end, text: flowMap(place, source, NOT_OURS, style) }];
    const key: TextEdit = { from: start, to: start, text: `${place}: ` };
    return [key, below(text, end, ruleLines(NOT_OURS, marginAt(text, start), style), style)];
  }
  if (isFlow(entry)) {
    const { at, comma } = flowEnd(text, entry);
    return [{ from: at, to: at, text: comma + flowRule(NOT_OURS, style) }];
  }
  return [below(text, end, ruleLines(NOT_OURS, marginAt(text, start), style), style)];
}

/** Where the dash of an entry stands. */
function dashBefore(text: string, entry: Node): number {
  return text.lastIndexOf('-', rangeOf(entry)[0] - 1);
}

function ofSequence(
  text: string,
  list: YAMLSeq<Node>,
  out: ReadonlySet<number>,
  path: string | null,
  style: Style,
): TextEdit[] {
  const flow = isFlow(list);
  const edits = list.items.flatMap((entry, index) =>
    out.has(index) ? keptOut(text, entry, flow, style) : [],
  );
  if (path === null) return edits;
  if (flow) {
    const { at, comma } = flowEnd(text, list);
    return [...edits, { from: at, to: at, text: comma + flowEntry(path, style) }];
  }
  const last = list.items.at(-1);
  if (last === undefined) return edits;
  const lines = entryLines(path, marginAt(text, dashBefore(text, last)), style);
  const put = below(text, rangeOf(last)[1], lines, style);
  // A rule for the last entry comes before ours.
  const same = edits.find(({ from, to }) => from === to && from === put.from);
  if (same === undefined) return [...edits, put];
  return [...edits.filter((one) => one !== same), { ...same, text: same.text + lines }];
}

/** One entry alone, as the first of a list. */
function ofSingle(
  text: string,
  key: Node,
  entry: Node,
  out: boolean,
  path: string,
  style: Style,
): TextEdit[] {
  const [start, end] = rangeOf(entry);
  const put = out ? keptOut(text, entry, isFlow(entry), style) : [];
  if (isFlow(entry)) {
    const open: TextEdit = { from: start, to: start, text: '[' };
    const close: TextEdit = { from: end, to: end, text: `, ${flowEntry(path, style)}]` };
    return [open, ...put, close];
  }
  const margin = marginAt(text, rangeOf(key)[0]) + (style.flush ? '' : '  ');
  if (isScalar(entry)) {
    const source = text.slice(start, end);
    const first = out ? `${includeKeyOf(String(entry.value))}: ${source}` : source;
    const place = lineEnd(text, end, style);
    const comment = text.slice(end, place.at).replace(/\r?\n$/, '');
    const rule = out ? ruleLines(NOT_OURS, `${margin}  `, style) : '';
    const lines = `${style.end}${margin}- ${first}${comment}${style.end}${rule}${entryLines(path, margin, style)}`;
    const from = text.slice(0, start).trimEnd().length;
    return [{ from, to: place.at, text: lines }];
  }
  // A map in lines of its own moves to the right, behind a dash.
  const stop = lineEnd(text, end, style);
  const own = marginAt(text, start);
  const moved = text.slice(start, stop.at).replaceAll(/\n(?=[^\r\n])/g, '\n  ') + stop.before;
  const rule = out ? ruleLines(NOT_OURS, `${own}  `, style) : '';
  return [{ from: start, to: stop.at, text: `- ${moved}${rule}${entryLines(path, own, style)}` }];
}

/**
 * The edits that put our entry under `include`, and other entries behind a rule.
 * @param out which entries are to be left out of our pipelines, by their places
 * @param path of our file; null where it is there already
 * @returns null for a form that is not changed here
 */
export function includeEdits(
  text: string,
  { key, value }: Pair<Node, Node | null>,
  out: ReadonlySet<number>,
  path: string | null,
  style: Style,
): TextEdit[] | null {
  const isEmpty = value === null || (isScalar(value) && value.value === null);
  if (isEmpty || (isSeq<Node>(value) && value.items.length === 0)) {
    if (path === null) return [];
    const [start, end] = value?.range ? rangeOf(value) : [rangeOf(key)[1], rangeOf(key)[1]];
    const margin = marginAt(text, rangeOf(key)[0]) + (style.flush ? '' : '  ');
    const colon = text.indexOf(':', rangeOf(key)[1]);
    const gone: TextEdit[] =
      end > start && start > colon ? [{ from: start, to: end, text: '' }] : [];
    return [...gone, below(text, Math.max(end, colon), entryLines(path, margin, style), style)];
  }
  if (isAlias(value)) return null;
  if (isSeq<Node>(value)) return ofSequence(text, value, out, path, style);
  if (path === null) return keptOut(text, value, isFlow(value), style);
  return ofSingle(text, key, value, out.has(0), path, style);
}
