import type { Commit, Diff } from '../gitlab/entities.ts';
import type { ContextPart } from './Context.ts';
import { Writing } from './Writing.ts';

/** Why GitLab sends no text for a file, or null when it does. */
function whyMissing(diff: Diff): string | null {
  if (diff.too_large) return 'too large, not shown by GitLab';
  if (diff.collapsed) return 'collapsed by GitLab';
  if (diff.diff === '' && !diff.renamed_file) return 'binary or empty';
  return null;
}

function changeOf(diff: Diff): string {
  if (diff.new_file) return ' (new)';
  if (diff.deleted_file) return ' (deleted)';
  return diff.renamed_file ? ' (renamed)' : '';
}

/** The changed files of a merge request; generated ones and then the largest are left out first. */
export function describeDiffs(diffs: Diff[]): ContextPart {
  const part: ContextPart = { name: 'diff', items: [], cut: [] };
  for (const diff of diffs) {
    const missing = whyMissing(diff);
    const label = new Writing().line(diff.new_path).item('', 0).text;
    if (missing !== null) part.cut.push(`${label}: ${missing}`);
    const writing = new Writing().own('--- ').line(diff.old_path).own('\n+++ ').line(diff.new_path);
    writing.own(`${changeOf(diff)}\n`).code(diff.diff);
    if (missing !== null) writing.own(`(${missing})`);
    const worth = -diff.diff.length - (diff.generated_file ? 10_000_000 : 0);
    part.items.push(writing.item(label, worth));
  }
  return part;
}

/** The commits of a merge request as GitLab lists them, newest first; the oldest are left out first. */
export function describeCommits(commits: Commit[]): ContextPart {
  const items = commits.map((commit, index) =>
    new Writing()
      .own(`${commit.id.slice(0, 12)} by `)
      .line(commit.author_name)
      .own(` at ${commit.created_at}\n`)
      .body(commit.message.trim())
      .item(`commit ${commit.id.slice(0, 12)}`, -index),
  );
  return { name: 'commits', items, cut: [] };
}
