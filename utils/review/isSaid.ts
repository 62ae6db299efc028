import type { Discussion, Note } from '../gitlab/entities.ts';
import type { Finding } from '../outcome/Finding.ts';
import type { Place } from './findPlace.ts';

/** A note that says the same. */
export interface SaidBy {
  noteId: number;
  author: string;
}

/** Words of which at least so many are needed to tell that two texts say the same. */
const FEWEST = 4;
/** In UTF-16 units: so long, words that stand there unchanged are the same, however few. */
const TELLING = 12;
/** Lines at which a thread is about the same place. */
const NEAR = 3;
/** Which share of the shorter text's words is in the other one: at the same place, in the same file, in a comment on the whole. */
const SHARES = { place: 0.5, file: 0.75, whole: 0.85 };
/** In UTF-16 units; what stands further below is not compared. */
const LONGEST = 20_000;
const COMMON = new Set([
  'the',
  'and',
  'that',
  'this',
  'with',
  'for',
  'are',
  'not',
  'but',
  'was',
  'were',
  'have',
  'has',
  'had',
  'from',
  'its',
  'which',
  'when',
  'where',
  'will',
  'would',
  'should',
  'could',
  'can',
  'may',
  'here',
  'there',
  'then',
  'than',
  'into',
  'only',
  'also',
  'does',
  'what',
  'they',
  'them',
  'their',
  'you',
  'your',
]);

/** The telling words of a text, code among them: in lower case, without marks. */
export function fingerprint(text: string): ReadonlySet<string> {
  const words =
    text
      .slice(0, LONGEST)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]{3,40}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.has(word)));
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  if (fewer.size < FEWEST) return 0;
  return [...fewer].filter((word) => more.has(word)).length / fewer.size;
}

/** A note that may say the same, with what it is compared by. */
interface Told {
  note: Note;
  words: ReadonlySet<string>;
}

/** How much of it a note has to say; null where it is about something else. */
function needed({ note }: Told, finding: Finding, paths: readonly string[], at: number[]) {
  const { position, body } = note;
  if (!position) return paths.some((path) => body.includes(path)) ? SHARES.whole : null;
  if (!paths.includes(position.new_path ?? position.old_path ?? '')) return null;
  const { new_line: fresh, old_line: old } = position;
  const line = (finding.side === 'old' ? (old ?? fresh) : (fresh ?? old)) ?? 0;
  return at.some((own) => Math.abs(own - line) <= NEAR) ? SHARES.place : SHARES.file;
}

/**
 * Tells whether a finding was said already in one of these discussions, whoever said it and whether or not it was resolved since: by
 * place and words. Null where it was not.
 */
export function saidIn(discussions: readonly Discussion[]) {
  const told: Told[] = discussions
    .flatMap(({ notes }) => notes)
    .filter(({ system }) => !system)
    .map((note) => ({ note, words: fingerprint(note.body) }));
  return (finding: Finding, place: Place | null, paths: readonly string[]): SaidBy | null => {
    const own = fingerprint(finding.text);
    const text = finding.text.trim();
    const last = place?.lines.at(-1);
    const at = [finding.from, finding.to, ...(last ? [last[finding.side]] : [])];
    const found = told.find((one) => {
      const share = needed(one, finding, paths, at);
      if (share === null) return false;
      const isWhole = text.length >= TELLING && one.note.body.includes(text);
      return (share !== SHARES.file && isWhole) || shareOf(own, one.words) >= share;
    });
    return found ? { noteId: found.note.id, author: found.note.author.username } : null;
  };
}
