import { readYaml } from './readYaml.ts';
import { isRecord } from '../rules/isRecord.ts';

/** A root CI file: its header (`spec`), where it has one, and what the pipeline is made of. */
export interface CiFile {
  header: Record<string, unknown> | null;
  body: Record<string, unknown>;
}

/** A piece of a CI file that GitLab reads as a YAML document of its own. */
export interface Piece {
  text: string;
  /** Where it begins in the file. */
  start: number;
}

const DIVIDER = /^---\s+/gm;

/**
 * Splits a CI file as GitLab does: at lines that begin with `---`, into three at most; an empty first one does not count.
 * Source: GitLab 18.9, `lib/gitlab/config/loader/multi_doc_yaml.rb`.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const divider of text.matchAll(DIVIDER)) {
    if (pieces.length === 2) break;
    pieces.push({ text: text.slice(start, divider.index), start });
    start = divider.index + divider[0].length;
  }
  pieces.push({ text: text.slice(start), start });
  return pieces[0]?.text.trim() === '' && pieces.length > 1 ? pieces.slice(1) : pieces;
}

/** The header and the body among the pieces: with a header the last one counts, without one the first. */
export function splitCiFile(text: string): { header: Piece | null; body: Piece } {
  const pieces = piecesOf(text);
  const [first = { text, start: 0 }] = pieces;
  const last = pieces.at(-1) ?? first;
  if (pieces.length < 2 || !/^["']?spec["']?[ \t]*:/m.test(first.text)) {
    return { header: null, body: first };
  }
  const read = readYaml(first.text);
  const isHeader = read.ok && isRecord(read.value) && 'spec' in read.value;
  return isHeader ? { header: first, body: last } : { header: null, body: first };
}

/** Reads a root CI file as GitLab does. Never throws. */
export function readCiFile(
  text: string,
): { ok: true; value: CiFile } | { ok: false; problem: string } {
  const { header, body } = splitCiFile(text);
  const read = readYaml(body.text);
  if (!read.ok) return read;
  if (!isRecord(read.value)) return { ok: false, problem: 'The file holds no map of jobs.' };
  const head = header && readYaml(header.text);
  const spec = head?.ok && isRecord(head.value) ? head.value : null;
  return { ok: true, value: { header: spec, body: read.value } };
}
