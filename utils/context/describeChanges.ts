import type { Commit, Diff, MergeRequest } from '../gitlab/entities.ts';
import { byteLength, inKilobytes } from './byteLength.ts';
import { CleaningBudget } from './CleaningBudget.ts';
import type { ContextItem, ContextPart, Tier } from './Context.ts';
import { hunksOf, isIn, isOfFile, type Place } from './hunks.ts';
import { isGenerated } from './isGenerated.ts';
import { missingFields } from './missingFields.ts';
import { plainLine, Writing } from './Writing.ts';

/** Beyond this many UTF-16 units the diff is not even kept: no prompt carries more. */
const MOST_GATHERED = 1_000_000;
/** A larger file is divided: the hunks that open threads stand in count for more than its others. */
const DIVIDED_FROM = 6_000;

/** A piece of the diff before it is cleaned. */
interface Piece {
  diff: Diff;
  label: string;
  text: string;
  tier: Tier;
  /** Why GitLab gives no text. */
  missing: string | null;
}

/** Why GitLab sends no text for a file, or null when it does. Before 18.4 it does not say which. */
function whyMissing({ diff, too_large: tooLarge, collapsed, renamed_file: renamed }: Diff) {
  if (tooLarge) return 'too large, not shown by GitLab';
  if (collapsed) return 'collapsed by GitLab';
  if (/^Binary files .* differ$/m.test(diff)) return 'binary';
  // What GitLab puts in place of a text whose encoding it cannot tell.
  if (diff.startsWith('--broken encoding')) return 'not UTF-8, not shown by GitLab';
  if (diff !== '' || renamed) return null;
  return tooLarge === false ? 'binary, empty or only its mode changed' : 'no text from GitLab';
}

function changeOf(diff: Diff): string {
  if (diff.new_file) return ' (new)';
  if (diff.deleted_file) return ' (deleted)';
  return diff.renamed_file ? ' (renamed)' : '';
}

function piecesOf(diff: Diff, places: readonly Place[]): Piece[] {
  const missing = whyMissing(diff);
  const label = plainLine(diff.new_path);
  const here = places.filter((place) => isOfFile(diff, place));
  const whole = { diff, label, missing, text: missing === null ? diff.diff : '' };
  if (isGenerated(diff)) return [{ ...whole, tier: 'generated' }];
  if (here.length === 0) return [{ ...whole, tier: 'changes' }];
  if (whole.text.length < DIVIDED_FROM) return [{ ...whole, tier: 'near' }];
  const hunks = hunksOf(diff.diff);
  const near = hunks.filter((hunk) => here.some((place) => isIn(hunk, place)));
  if (near.length === 0) return [{ ...whole, tier: 'changes' }];
  const others = hunks.filter((hunk) => !near.includes(hunk));
  const joined = (some: typeof hunks): string => some.map(({ text }) => text).join('');
  const first: Piece = { ...whole, text: joined(near), tier: 'near' };
  if (others.length === 0) return [first];
  const rest: Piece = {
    ...whole,
    label: `${label} (other hunks)`,
    text: joined(others),
    tier: 'changes',
  };
  return [first, rest];
}

function clean({ diff, text, missing }: Piece): ContextItem {
  const writing = new Writing().own('--- ').line(diff.old_path).own('\n+++ ').line(diff.new_path);
  writing.own(`${changeOf(diff)}\n`).code(text);
  if (missing !== null) writing.own(`(${missing})`);
  if (text.includes('\uFFFD')) writing.own('\n(some bytes of it are not UTF-8)');
  return writing.item('', 0);
}

/** Cleaned when it is first looked at: of a large diff most never is. */
function itemOf(piece: Piece): ContextItem {
  const { label, text, tier } = piece;
  let cleaned: ContextItem | null = null;
  const look = (): ContextItem => (cleaned ??= clean(piece));
  return {
    label,
    get text() {
      return look().text;
    },
    get removals() {
      return look().removals;
    },
    rewrite: (restored) => look().rewrite?.(restored) ?? look(),
    size: byteLength(text),
    worth: -text.length,
    tier,
  };
}

/** What is read first when not all can be: hunks near threads, then small files, generated ones last. */
function urgency({ tier, text }: Piece): number {
  const order = { near: 0, changes: 1 }[tier as string] ?? 2;
  return order * 1e9 + text.length;
}

/** The changed files of a merge request; generated ones and then the largest are left out first. `places`: where open threads stand. */
export function describeDiffs(
  diffs: Diff[],
  places: readonly Place[],
  changesCount: MergeRequest['changes_count'],
): ContextPart {
  const pieces = diffs.flatMap((diff) => piecesOf(diff, places));
  const read = new Set<Piece>();
  let total = 0;
  for (const piece of pieces.toSorted((one, other) => urgency(one) - urgency(other))) {
    total += piece.text.length;
    if (total > MOST_GATHERED) break;
    read.add(piece);
  }
  const unseen = changesCount?.endsWith('+') || Number(changesCount ?? 0) > diffs.length;
  return {
    name: 'diff',
    items: pieces.filter((piece) => read.has(piece)).map(itemOf),
    cut: [
      ...(unseen
        ? [`GitLab gives ${diffs.length} of ${plainLine(changesCount ?? '?')} files`]
        : []),
      ...pieces.flatMap(({ label, missing }) => (missing === null ? [] : [`${label}: ${missing}`])),
      ...pieces
        .filter((piece) => !read.has(piece))
        .map(({ label, text }) => `${label}: left out (${inKilobytes(text.length)})`),
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
    const writing = new Writing(budget).own(`${id} by `).line(commit.author_name);
    writing.own(' at ').line(commit.created_at).own('\n').plain(commit.message.trim());
    items.push(writing.item(`commit ${id}`, -index));
  }
  return { name: 'commits', items, cut: missingFields(commits) };
}
