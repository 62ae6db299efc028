import { revealInvisible } from '../context/clean/revealInvisible.ts';
import { absenceOf } from '../context/describe/absenceOf.ts';
import type { Diff, Discussion } from '../gitlab/entities.ts';
import type { Finding } from '../outcome/Finding.ts';
import { DiffLines, type NumberedLine } from './DiffLines.ts';
import { saidIn, type SaidBy } from './isSaid.ts';
import { findPlace, type Misplaced, type Place } from './findPlace.ts';
import type { DiffRefs } from './positionOf.ts';
import type { CodeLine, Doubt, ReviewChoice } from './Review.ts';

/** A merge request as findings are checked against it. */
export interface ReviewMaterial {
  refs: DiffRefs;
  diffs: readonly Diff[];
  /** Set where GitLab gives not all of the changed files. */
  overflow?: boolean;
  /** Set where members alone may comment. */
  locked?: boolean;
  /** Changed files as they are at the head, by their path; those that were needed and could be read. */
  texts: ReadonlyMap<string, string>;
  discussions: readonly Discussion[];
}

/** One finding against the merge request as it is now. */
export interface CheckedFinding {
  key: string;
  finding: Finding;
  file: Diff | null;
  place: Place | null;
  doubt: Doubt | null;
  said: SaidBy | null;
  code: CodeLine[];
}

/** Lines of code shown above what is meant, and of that at most. */
const ABOVE = 3;
const MOST_SHOWN = 12;
/** In UTF-16 units. */
const LONGEST_LINE = 400;

/** The file of the diff that a finding names; by its earlier path, too. */
export function fileOf(diffs: readonly Diff[], { path, side }: Finding): Diff | null {
  const [own, other] =
    side === 'old' ? (['old_path', 'new_path'] as const) : (['new_path', 'old_path'] as const);
  return (
    diffs.find((diff) => diff[own] === path) ?? diffs.find((diff) => diff[other] === path) ?? null
  );
}

/** Whether a file's lines outside of its hunks are needed to tell where a finding stands. */
export function needsText(file: Diff, finding: Finding): boolean {
  return !file.deleted_file && typeof findPlace(new DiffLines(file), finding) === 'string';
}

function shownLine({ kind, old, new: fresh, text }: NumberedLine, meant: boolean): CodeLine {
  const shown =
    text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE).toWellFormed()}…` : text;
  return {
    sign: kind === 'new' ? '+' : kind === 'old' ? '-' : ' ',
    number: kind === 'old' ? old : fresh,
    text: revealInvisible(shown).text,
    meant,
  };
}

/** The lines that are meant, and a few above. */
function codeAt(diff: DiffLines, { side, from, to }: Finding, place: Place | null): CodeLine[] {
  const lines = place?.lines ?? linesNamed(diff, side, from, to);
  const [first] = lines;
  if (first === undefined) return [];
  const shown = diff.shown;
  const at = shown.findIndex(
    ({ kind, old, new: fresh }) => kind === first.kind && old === first.old && fresh === first.new,
  );
  const near = at < 0 ? around(diff, first) : shown.slice(Math.max(0, at - ABOVE), at);
  // What stands before a gap belongs to another part of the file.
  const above = near.filter(
    (line) => first.new - line.new <= ABOVE + 1 && first.old - line.old <= ABOVE + 1,
  );
  return [
    ...above.map((line) => shownLine(line, false)),
    ...lines.slice(0, MOST_SHOWN).map((line) => shownLine(line, true)),
  ];
}

function linesNamed(
  diff: DiffLines,
  side: Finding['side'],
  from: number,
  to: number,
): NumberedLine[] {
  const count = Math.min(to - from + 1, MOST_SHOWN);
  return Array.from({ length: count }, (_, index) => diff.at(side, from + index)).filter(
    (line) => line !== null,
  );
}

function around(diff: DiffLines, { new: fresh }: NumberedLine): NumberedLine[] {
  return Array.from({ length: ABOVE }, (_, index) => diff.at('new', fresh - ABOVE + index)).filter(
    (line) => line !== null,
  );
}

/** Why GitLab gives no text of a file; null where it does. */
function whyNoText(file: Diff): Doubt | null {
  const absence = absenceOf(file);
  if (absence === 'too_large' || absence === 'collapsed' || absence === 'binary') return absence;
  // A file that was only renamed has no hunk, and lines all the same.
  return file.diff.includes('@@') || file.renamed_file ? null : 'no_text';
}

function doubtOf(
  file: Diff | null,
  found: Place | Misplaced | null,
  said: SaidBy | null,
  overflow: boolean,
): Doubt | null {
  if (said) return 'said';
  if (file === null) return overflow ? 'not_listed' : 'not_in_diff';
  return typeof found === 'string' ? (whyNoText(file) ?? found) : null;
}

/**
 * All findings, each checked, in the diff's order; what has no file there comes last.
 * @param choices by the findings' keys: their words may be the user's own
 */
export function checkFindings(
  findings: readonly Finding[],
  material: ReviewMaterial,
  choices: Readonly<Record<string, ReviewChoice>> = {},
): CheckedFinding[] {
  const { diffs, texts, discussions, overflow = false } = material;
  const linesOf = new Map<Diff, DiffLines>();
  const said = saidIn(discussions);
  const checked = findings.map((finding, index): CheckedFinding => {
    const file = fileOf(diffs, finding);
    const lines =
      file && (linesOf.get(file) ?? new DiffLines(file, texts.get(file.new_path) ?? null));
    if (file && lines) linesOf.set(file, lines);
    const found = lines && findPlace(lines, finding);
    const place = typeof found === 'string' ? null : found;
    const paths = [...new Set([finding.path, ...(file ? [file.new_path, file.old_path] : [])])];
    const key = String(index);
    const { text } = choices[key] ?? {};
    const changed = text === undefined ? null : said({ ...finding, text }, place, paths);
    const saidBy = changed ?? said(finding, place, paths);
    return {
      key,
      finding,
      file,
      place,
      doubt: doubtOf(file, found, saidBy, overflow),
      said: saidBy,
      code: lines ? codeAt(lines, finding, place) : [],
    };
  });
  const rank = ({ file }: CheckedFinding) => (file ? diffs.indexOf(file) : diffs.length);
  const line = ({ place, finding }: CheckedFinding) => place?.lines[0]?.new ?? finding.from;
  return checked.toSorted((one, other) => rank(one) - rank(other) || line(one) - line(other));
}
