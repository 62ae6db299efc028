import type { Discussion, Note } from '../../gitlab/entities.ts';
import { statusOf } from '../../page/notes/statusNote.ts';
import type { PageType } from '../../page/PageRef.ts';
import { CleaningBudget } from '../clean/CleaningBudget.ts';
import type { ContextItem } from '../Context.ts';
import type { Cut } from '../Cut.ts';
import type { Label } from '../Label.ts';
import type { DiffPosition } from './hunks.ts';
import { minuteOf } from './minuteOf.ts';
import { missingFields } from '../missingFields.ts';
import { isOutside, type People, membershipOf } from '../People.ts';
import { plainLine, Writing } from './Writing.ts';

/** What the discussions of a page give: single comments and threads apart. */
export interface DescribedDiscussions {
  comments: ContextItem[];
  threads: ContextItem[];
  /** What was left out or is not known. */
  cut: Cut[];
  asked: { label: string; internal: boolean } | null;
}

/** The thread that was asked from, and the code that it is about. */
export interface AskedThread {
  id: string | undefined;
  code?: { title: string; text: string }[];
}

/** So many of the newest open comments and threads count for more than the diff. */
const RECENT = 20;

/** `path:line` of a note on a diff, or null. */
export function placeOfNote(note: Note): string | null {
  const path = note.position?.new_path ?? note.position?.old_path;
  if (!path) return null;
  const line = note.position?.new_line ?? note.position?.old_line;
  return line ? `${path}:${line}` : path;
}

/** `path:line` for a thread on a diff, else its first author's name. */
export function threadLabelOf(discussion: Discussion): string {
  const first = discussion.notes.find((note) => !note.system) ?? discussion.notes[0];
  return first === undefined ? '' : (placeOfNote(first) ?? first.author.name);
}

/** True where everything in a thread that can be resolved is. */
export function isResolved(notes: readonly Note[]): boolean {
  const resolvable = notes.filter((note) => note.resolvable);
  return resolvable.length > 0 && resolvable.every((note) => note.resolved);
}

/** Where the open threads of a merge request stand. */
export function openPlaces(discussions: readonly Discussion[]): DiffPosition[] {
  return discussions.flatMap(({ notes }) => {
    const position = notes[0]?.position;
    return position && !isResolved(notes) ? [position] : [];
  });
}

/** One discussion, or its internal notes alone. */
interface Talk {
  discussion: Discussion;
  notes: Note[];
  asked: AskedThread | null;
  age: number;
  budget: CleaningBudget;
}

async function write(
  { discussion, notes, asked, age, budget }: Talk,
  people: People,
  membersOnly = false,
): Promise<ContextItem> {
  const writing = new Writing();
  const [first] = notes;
  const place = first === undefined ? null : placeOfNote(first);
  const resolved = isResolved(notes);
  const kind = discussion.individual_note ? 'Comment' : 'Thread';
  writing.head(asked ? `${kind} that is asked about` : kind);
  if (place !== null) writing.own(' on ').line(place);
  if (notes.some((note) => note.resolvable)) writing.own(resolved ? ' (resolved)' : ' (open)');
  for (const note of notes) {
    const leftOut = membersOnly && isOutside(note.author, people);
    writing.own('\n').head('').author(note.author, people);
    const time = minuteOf(note.created_at);
    writing.own(time === '' ? ':\n' : ` at ${time}:\n`);
    if (leftOut) writing.own('[left out: the author is no member]');
    else writing.body(note.body, { html: note.body_html });
  }
  for (const { title, text } of asked?.code ?? []) writing.own('\n').head(`${title}:\n`).code(text);
  const label: Label = {
    what: discussion.individual_note ? 'comment' : 'thread',
    author: plainLine(`@${first?.author.username ?? '?'}`),
    day: plainLine(first?.created_at.slice(0, 10) ?? '?'),
  };
  const worth = age - (resolved ? 1_000_000 : 0);
  const { id } = discussion;
  return writing.itemInSlices(budget, label, worth, { thread: id, ...(asked && { asked: true }) });
}

async function itemOf(talk: Talk, people: People): Promise<ContextItem> {
  const item = await write(talk, people);
  const { notes } = talk;
  if (notes.every(({ author }) => membershipOf(author, people) === 'own') && !talk.asked?.code) {
    return { ...item, own: true };
  }
  const outside = notes.filter(({ author }) => isOutside(author, people)).length;
  if (outside === 0) return item;
  const membersOnly = outside === notes.length ? null : await write(talk, people, true);
  return { ...item, membersOnly };
}

function isInternal({ internal, confidential }: Note): boolean {
  return internal === true || confidential === true;
}

/** What somebody wrote: neither GitLab, nor our job before it had an answer. */
function isWritten({ system, body }: Note): boolean {
  return !system && statusOf(body) === null;
}

/** What is still open and newest counts for more; each item is set once all are known. */
function withTiers(items: ContextItem[], recent: ReadonlySet<number>): ContextItem[] {
  const set = (item: ContextItem): ContextItem => ({
    ...item,
    tier: item.asked ? 'asked' : recent.has(item.worth) ? 'recent' : 'older',
    ...(item.membersOnly && { membersOnly: set(item.membersOnly) }),
  });
  return items.map(set);
}

/**
 * Turns discussions into items, oldest first, the one asked from before all; on an issue threads stand among the comments.
 * System notes are left out; internal ones are items of their own that are off, unless they are asked from.
 */
export async function describeDiscussions(
  discussions: Discussion[],
  type: PageType,
  thread: AskedThread,
  people: People,
  budget = new CleaningBudget(),
): Promise<DescribedDiscussions> {
  const comments: ContextItem[] = [];
  const threads: ContextItem[] = [];
  let named: DescribedDiscussions['asked'] = null;
  for (const [age, discussion] of discussions.entries()) {
    await budget.pause();
    const written = discussion.notes.filter(isWritten);
    const asked = discussion.id === thread.id ? thread : null;
    const about = { discussion, asked, age, budget };
    const list = discussion.individual_note || type === 'issue' ? comments : threads;
    if (asked) {
      named = { label: threadLabelOf(discussion), internal: written.some(isInternal) };
      list.unshift(await itemOf({ ...about, notes: written }, people));
      continue;
    }
    const open = written.filter((note) => !isInternal(note));
    const internal = written.filter(isInternal);
    if (open.length > 0) list.push(await itemOf({ ...about, notes: open }, people));
    if (internal.length === 0) continue;
    const item = await itemOf({ ...about, notes: internal }, people);
    const restricted = { id: `discussion:${discussion.id}`, visibility: 'internal' } as const;
    list.push({
      ...item,
      restricted,
      ...(item.membersOnly && { membersOnly: { ...item.membersOnly, restricted } }),
    });
  }
  const worths = [...comments, ...threads].flatMap(({ worth }) => (worth >= 0 ? [worth] : []));
  const recent = new Set(worths.toSorted((one, other) => other - one).slice(0, RECENT));
  return {
    comments: withTiers(comments, recent),
    threads: withTiers(threads, recent),
    cut: missingFields(discussions.flatMap((one) => [one, ...one.notes])),
    asked: named,
  };
}
