import type { DraftNote, Note } from '../gitlab/entities.ts';
import type { NotePosition } from './positionOf.ts';
import { positionOf } from './positionOf.ts';
import { isPlaced, isTicked, type ReviewNow } from './reviewNow.ts';
import type { ReviewTarget, ReviewTools } from './ReviewTools.ts';
import { noteOfFinding, noteOfOthers, type NoteWriter } from './writeNotes.ts';

/** A note that is wanted, and the findings that are in it. */
export interface PlannedNote {
  note: string;
  keys: string[];
  /** Null for the comment on the whole, which stands at no line. */
  place: { position: NotePosition; lineCode: string } | null;
}

/** The notes that are ticked and not published: one for each finding with a line, and one for all others. */
export async function planNotes(
  tools: ReviewTools,
  target: ReviewTarget,
  { checked, stored, material }: Pick<ReviewNow, 'checked' | 'stored' | 'material'>,
): Promise<PlannedNote[]> {
  const writer: NoteWriter = {
    words: tools.words,
    defuse: (text) => tools.defuse(text, target.site),
  };
  const ticked = checked.filter((one) => isTicked(one, stored) && !(one.key in stored.published));
  const others = ticked.filter((one) => !isPlaced(one, stored));
  const planned: PlannedNote[] = [];
  for (const one of ticked) {
    const { key, file, place } = one;
    const [first, last] = [place?.lines[0], place?.lines.at(-1)];
    if (!file || !first || !last || !isPlaced(one, stored)) continue;
    const note = noteOfFinding(one, stored.choices[key] ?? {}, writer);
    const at = await positionOf(file, material.refs, { first, last });
    planned.push({ note, keys: [key], place: at });
  }
  if (others.length === 0) return planned;
  const note = noteOfOthers(others, stored.choices, writer);
  return [...planned, { note, keys: others.map(({ key }) => key), place: null }];
}

/** Whether a draft is a planned note, at the line that is wanted of the head that is wanted. */
export function isDraftOf(draft: DraftNote, { note, place }: PlannedNote): boolean {
  if (draft.note !== note || draft.line_code !== (place?.lineCode ?? null)) return false;
  return place === null || draft.position?.head_sha === place.position.head_sha;
}

/** Whether a published note is a planned one: by its words and its line. */
export function isNoteOf({ body, position }: Note, { note, place }: PlannedNote): boolean {
  if (body.trim() !== note.trim()) return false;
  if (place === null) return true;
  const { old_line: old = null, new_line: fresh = null } = place.position;
  return (position?.old_line ?? null) === old && (position?.new_line ?? null) === fresh;
}
