import type { Commit, Diff, MergeRequest } from '../../gitlab/entities.ts';
import { byFolder, type OmittedFile } from '../byFolder.ts';
import { byteLength } from '../byteLength.ts';
import { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { ContextItem, ContextPart, Tier } from '../Context.ts';
import type { Absence } from '../Cut.ts';
import { absenceOf } from './absenceOf.ts';
import { type DiffPiece, diffPieces, unreadOf } from './diffPieces.ts';
import { FILE_KINDS, type FileKind, fileKindOf, languageOf } from './fileKind.ts';
import { isIn, isOfFile, type DiffPosition } from './hunks.ts';
import { isListCut } from './isListCut.ts';
import type { Label } from '../Label.ts';
import { minuteOf } from './minuteOf.ts';
import { missingFields } from '../missingFields.ts';
import { plainLine, Writing, type WrittenItem } from './Writing.ts';

/** Beyond this many UTF-16 units the diff is not even kept: no prompt carries more. */
const MOST_GATHERED = 1_000_000;

/** A changed file. */
interface File {
  diff: Diff;
  path: string;
  kind: FileKind;
  language: string;
  /** Why there is no text of it. */
  missing: Absence | null;
}

/** A part of a file's diff, before it is cleaned. */
interface Piece {
  file: File;
  /** Which of how many, from 1. */
  part: number;
  parts: number;
  /** Null where a file was changed without its text. */
  content: DiffPiece | null;
  tier: Tier;
}

function changeOf(diff: Diff): string {
  if (diff.new_file) return ' (new)';
  if (diff.deleted_file) return ' (deleted)';
  return diff.renamed_file ? ' (renamed)' : '';
}

/** The language of which most of the source is; none where no source is changed. */
function mainLanguage(files: readonly File[]): string | undefined {
  const sizes = new Map<string, number>();
  for (const { kind, language, diff, missing } of files) {
    if (kind === 'source' && missing === null)
      sizes.set(language, (sizes.get(language) ?? 0) + diff.diff.length);
  }
  return [...sizes].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

/** In the order in which they are read: source, the main language's first, then tests, settings, documents, what tools wrote. */
function sorted(diffs: readonly Diff[]): File[] {
  const files = diffs.map((diff): File => {
    const path = plainLine(diff.new_path);
    const language = languageOf(diff.new_path);
    return { diff, path, kind: fileKindOf(diff), language, missing: absenceOf(diff) };
  });
  const main = mainLanguage(files);
  return files.toSorted(
    (one, other) =>
      FILE_KINDS.indexOf(one.kind) - FILE_KINDS.indexOf(other.kind) ||
      Number(one.language !== main) - Number(other.language !== main),
  );
}

function piecesOf(file: File, places: readonly DiffPosition[]): Piece[] {
  if (file.missing !== null) return [];
  const here = places.filter((place) => isOfFile(file.diff, place));
  const contents = diffPieces(file.diff);
  if (contents.length === 0) {
    return [{ file, part: 1, parts: 1, content: null, tier: tierOf(file, here.length > 0) }];
  }
  return contents.map((content, index): Piece => {
    const near =
      contents.length === 1
        ? here.length > 0
        : content.hunks.some((hunk) => here.some((place) => isIn(hunk, place)));
    const tier = tierOf(file, near);
    return { file, part: index + 1, parts: contents.length, content, tier };
  });
}

function tierOf({ kind }: File, near: boolean): Tier {
  if (kind === 'generated') return 'generated';
  return near ? 'near' : 'changes';
}

function write({ file: { diff }, part, parts, content }: Piece): Writing {
  const writing = new Writing().head('').line(diff.new_path);
  if (diff.old_path !== diff.new_path) writing.own(', before: ').line(diff.old_path);
  writing.own(changeOf(diff));
  if (parts > 1) writing.own(`, part ${part} of ${parts}`);
  writing.own('\n');
  if (content) writing.cleaned(content.read);
  else if (diff.diff === '') writing.own('(its text did not change)');
  else writing.code(diff.diff);
  const unread = part === parts ? unreadOf(diff) : 0;
  if (unread > 0) writing.own(`\n[${unread} further characters of this diff are left out]`);
  if (content?.text.includes('\uFFFD')) writing.own('\n(some bytes of it are not UTF-8)');
  return writing;
}

/** Cleaned when it is first looked at: of a large diff most never is. */
function itemOf(piece: Piece, worth: number): ContextItem {
  const { file, part, parts, content, tier } = piece;
  const label: Label = parts > 1 ? { what: 'part', path: file.path, part, parts } : file.path;
  let written: WrittenItem | null = null;
  const look = (): WrittenItem => (written ??= write(piece).item(label, worth));
  return {
    label,
    get text() {
      return look().text;
    },
    get removals() {
      return look().removals;
    },
    rewrite: (restored) => look().rewrite(restored),
    size: byteLength(content?.text ?? file.diff.diff),
    file: { path: file.path, part, parts },
    worth,
    tier,
  };
}

function lengthOf({ content, file }: Piece): number {
  return (content?.text ?? file.diff.diff).length;
}

/** What is kept first when not all can be: of each file the beginning before any one's further parts, small ones first. */
function byUrgency(pieces: readonly Piece[], main: string | undefined): Piece[] {
  const kind = ({ file }: Piece) => FILE_KINDS.indexOf(file.kind);
  const foreign = ({ file }: Piece) => Number(file.kind === 'source' && file.language !== main);
  const far = ({ tier }: Piece) => Number(tier !== 'near');
  return pieces.toSorted(
    (one, other) =>
      far(one) - far(other) ||
      kind(one) - kind(other) ||
      foreign(one) - foreign(other) ||
      one.part - other.part ||
      lengthOf(one) - lengthOf(other),
  );
}

function countsOf(files: readonly File[]): string {
  let [added, removed] = [0, 0];
  for (const { diff, missing } of files) {
    if (missing !== null) continue;
    for (const line of diff.diff.split('\n')) {
      if (line.startsWith('+')) added += 1;
      else if (line.startsWith('-')) removed += 1;
    }
  }
  return `${files.length} ${files.length === 1 ? 'file' : 'files'}, +${added} −${removed}`;
}

/** The changed files of a merge request, in the order of `sorted`. `places`: where open threads stand. */
export function describeDiffs(
  diffs: Diff[],
  places: readonly DiffPosition[],
  changesCount: MergeRequest['changes_count'],
): ContextPart {
  const files = sorted(diffs);
  const pieces = files.flatMap((file) => piecesOf(file, places));
  const worths = new Map<Piece, number>();
  let total = 0;
  for (const piece of byUrgency(pieces, mainLanguage(files))) {
    total += lengthOf(piece);
    if (total > MOST_GATHERED) break;
    worths.set(piece, -worths.size);
  }
  const missing = files.flatMap(({ path, missing: why }) =>
    why === null ? [] : [{ path, why, bytes: 0 }],
  );
  const unread = pieces
    .filter((piece) => !worths.has(piece))
    .map((piece): OmittedFile => ({
      path: piece.file.path,
      label: itemOf(piece, 0).label,
      why: 'left_out',
      bytes: lengthOf(piece),
    }));
  return {
    name: 'diff',
    items: pieces.flatMap((piece) => {
      const worth = worths.get(piece);
      return worth === undefined ? [] : [itemOf(piece, worth)];
    }),
    ...(files.length > 0 && { counts: countsOf(files) }),
    cut: [
      ...(isListCut(changesCount, diffs)
        ? [
            {
              kind: 'files_given',
              given: diffs.length,
              of: plainLine(changesCount ?? '?'),
            } as const,
          ]
        : []),
      ...byFolder([...missing, ...unread]),
      ...missingFields(diffs),
    ],
  };
}

/** The commits of a merge request as GitLab lists them, newest first; the oldest are left out first. */
export async function describeCommits(
  commits: Commit[],
  budget = new CleaningBudget(),
): Promise<ContextPart> {
  const items: ContextItem[] = [];
  for (const [index, commit] of commits.entries()) {
    await budget.pause();
    const id = plainLine(commit.id.slice(0, 12));
    const writing = new Writing().head(`${id} by `).line(commit.author_name);
    const time = minuteOf(commit.created_at);
    writing.own(time === '' ? '\n' : ` at ${time}\n`).plain(commit.message.trim());
    items.push(await writing.itemInSlices(budget, { what: 'commit', id }, -index));
  }
  return { name: 'commits', items, cut: missingFields(commits) };
}
