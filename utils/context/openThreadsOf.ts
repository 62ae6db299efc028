import { isResolved, placeOfNote } from './describe/describeDiscussions.ts';
import { plainLine } from './describe/Writing.ts';
import type { Reading } from './gather/Reading.ts';
import type { OpenThread } from './OpenThread.ts';

const LONGEST = { source: 1_000, words: 140 };

/** The first line with words, cut. */
function beginningOf(body: string): string {
  const line = plainLine(body.slice(0, LONGEST.source).trim().split('\n', 1)[0] ?? '');
  return line.length > LONGEST.words ? `${line.slice(0, LONGEST.words - 1).toWellFormed()}…` : line;
}

/** The threads of an open merge request that nobody has resolved, oldest first; internal ones are none of a run that replies where all can read. */
export function openThreadsOf({ page, discussions, people: { me } }: Reading): OpenThread[] {
  if (!('source_branch' in page) || page.state !== 'opened' || !discussions.ok) return [];
  return discussions.value.flatMap(({ id, notes }): OpenThread[] => {
    const written = notes.filter(({ system }) => !system);
    const [first] = written;
    const isOpen = notes.some(({ resolvable }) => resolvable) && !isResolved(notes);
    const isInternal = written.some(({ internal, confidential }) => internal || confidential);
    if (!isOpen || isInternal || first === undefined || !/^[0-9a-f]{40}$/.test(id)) return [];
    const place = placeOfNote(first);
    const head = first.position?.head_sha;
    return [
      {
        id,
        author: plainLine(first.author.name),
        place: place === null ? null : plainLine(place),
        words: beginningOf(first.body),
        mine: me !== null && written.some(({ author }) => author.id === me),
        outdated: Boolean(head && page.sha && head !== page.sha),
      },
    ];
  });
}
