import type { Discussion, Note } from '../gitlab/entities.ts';
import type { PageType } from '../page/PageRef.ts';
import type { ContextItem } from './Context.ts';
import { Writing } from './Writing.ts';

/** What the discussions of a page give: single comments and threads apart. */
export interface DescribedDiscussions {
  comments: ContextItem[];
  threads: ContextItem[];
  /** What was left out, one line each. */
  cut: string[];
  asked: { label: string; internal: boolean } | null;
}

/** `path:line` of a note on a diff, or null. */
function placeOf(note: Note): string | null {
  const path = note.position?.new_path ?? note.position?.old_path;
  if (!path) return null;
  const line = note.position?.new_line ?? note.position?.old_line;
  return line ? `${path}:${line}` : path;
}

/** `path:line` for a thread on a diff, else its first author's name. */
export function threadLabelOf(discussion: Discussion): string {
  const first = discussion.notes.find((note) => !note.system) ?? discussion.notes[0];
  return first === undefined ? '' : (placeOf(first) ?? first.author.name);
}

function isResolved(notes: Note[]): boolean {
  const resolvable = notes.filter((note) => note.resolvable);
  return resolvable.length > 0 && resolvable.every((note) => note.resolved);
}

function write(discussion: Discussion, notes: Note[], asked: boolean, age: number): ContextItem {
  const writing = new Writing();
  const [first] = notes;
  const place = first === undefined ? null : placeOf(first);
  const resolved = isResolved(notes);
  const kind = discussion.individual_note ? 'Comment' : 'Thread';
  writing.own(asked ? `${kind} that is asked about` : kind);
  if (place !== null) writing.own(' on ').line(place);
  if (notes.some((note) => note.resolvable)) writing.own(resolved ? ' (resolved)' : ' (open)');
  for (const note of notes) {
    writing.own('\n@').line(note.author.username).own(` at ${note.created_at}:\n`);
    writing.body(note.body);
  }
  const label = `${kind.toLowerCase()} by @${first?.author.username ?? '?'} of ${first?.created_at.slice(0, 10) ?? '?'}`;
  return writing.item(label, age - (resolved ? 1_000_000 : 0), asked);
}

/** Turns discussions into items, oldest first, the one asked from before all; on an issue threads stand among the comments. System notes are left out, internal ones too unless they are asked from. */
export function describeDiscussions(
  discussions: Discussion[],
  type: PageType,
  discussionId: string | undefined,
): DescribedDiscussions {
  const result: DescribedDiscussions = { comments: [], threads: [], cut: [], asked: null };
  let internal = 0;
  discussions.forEach((discussion, age) => {
    const written = discussion.notes.filter((note) => !note.system);
    const asked = discussion.id === discussionId;
    const notes = asked ? written : written.filter((note) => !note.internal);
    internal += written.length - notes.length;
    if (asked) {
      const isInternal = written.some((note) => note.internal);
      result.asked = { label: threadLabelOf(discussion), internal: isInternal };
    }
    if (notes.length === 0) return;
    const alone = discussion.individual_note || type === 'issue';
    const list = alone ? result.comments : result.threads;
    const item = write(discussion, notes, asked, age);
    if (asked) list.unshift(item);
    else list.push(item);
  });
  if (internal > 0) result.cut.push(`internal notes: ${internal} left out`);
  return result;
}
