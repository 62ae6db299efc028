import { cleanPlain } from '../context/clean/clean.ts';
import type { Note } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { PresetView } from '../prompt/Preset.ts';
import { presetsFor } from '../prompt/presets.ts';
import { presetOfMention } from './presetOfMention.ts';
import { readMention } from './readMention.ts';

/** A comment that the page saw being saved. */
export interface SavedComment {
  noteId: number;
  /** 40 hex digits of the thread that it stands in. */
  discussionId?: string;
  /** What stood in the editor when a person pressed there to save it; absent where a review was published. */
  written?: string;
}

/** What a saved comment is to us. `atOnce`: nothing about it speaks against asking without a further press in the page. `other_user`: it addresses Claude, and is not by the account that asks would be sent as. */
export type Verdict =
  | { verdict: 'offer'; atOnce?: true }
  | { verdict: 'none' }
  | { verdict: 'other_user'; author: string };

/** What the panel is to be opened with. */
export interface MentionedAsk {
  /** Absent: the page itself is asked about. */
  discussionId?: string;
  proposed: { words: string; preset?: string; amends?: string[] };
}

export interface Mentions {
  /** Whether Claude may be asked with a comment: GitLab itself is asked what was saved, and by whom. */
  check(page: PageRef, comment: SavedComment): Promise<Result<Verdict>>;
  /** The ask that a comment is; without words where it cannot be read any more. */
  ask(page: PageRef, comment: SavedComment): Promise<MentionedAsk>;
}

/** How old a comment may be by our clock, which is not GitLab's, and still be the one just saved. */
const NEWEST_MS = 10 * 60_000;

const NONE: Verdict = { verdict: 'none' };

/** A comment that is gone, or one that the token's user may not see. */
function isAbsent({ kind }: Failure): boolean {
  return kind === 'not_found' || kind === 'forbidden';
}

function isInternal({ internal, confidential }: Note): boolean {
  return internal === true || confidential === true;
}

/** Letters and digits alone: an editor that shows Markdown as it will look has none of its marks. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether a note is what was just written in the tab that tells of it, and is for everyone who reads the page. */
function isJustWritten(note: Note, { written }: SavedComment): boolean {
  return !isInternal(note) && written !== undefined && plain(note.body) === plain(written);
}

export function createMentions(deps: {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  /** Whose credential the site has. */
  tokenUser(root: string): Promise<{ username: string } | null>;
  /** All presets that are offered on a page or in a thread; it reads the page. */
  presets(
    page: PageRef,
    discussionId: string | undefined,
  ): Promise<Result<{ presets: PresetView[] }>>;
  now(): number;
}): Mentions {
  async function read(page: PageRef, noteId: number): Promise<Result<Note>> {
    const gitLab = await deps.gitLabFor(page.site);
    return gitLab.ok ? gitLab.value.note(page.projectPath, page.type, page.iid, noteId) : gitLab;
  }

  async function offered(page: PageRef, discussionId: string | undefined, all: boolean) {
    if (!all) return presetsFor(page.type, discussionId === undefined ? 'page' : 'thread');
    const list = await deps.presets(page, discussionId);
    return list.ok ? list.value.presets : [];
  }

  return {
    async check(page, comment) {
      const note = await read(page, comment.noteId);
      if (!note.ok) return isAbsent(note.failure) ? { ok: true, value: NONE } : note;
      const { system, body, author, created_at: created } = note.value;
      const age = deps.now() - Date.parse(created);
      if (system || !(age < NEWEST_MS) || !readMention(body)) return { ok: true, value: NONE };
      const user = await deps.tokenUser(page.site);
      if (user?.username !== author.username)
        return { ok: true, value: { verdict: 'other_user', author: author.username } };
      const atOnce = isJustWritten(note.value, comment);
      return { ok: true, value: { verdict: 'offer', ...(atOnce && { atOnce }) } };
    },
    async ask(page, { noteId, discussionId }) {
      const thread = discussionId === undefined ? {} : { discussionId };
      const [note, user] = await Promise.all([read(page, noteId), deps.tokenUser(page.site)]);
      if (!note.ok || note.value.author.username !== user?.username)
        return { ...thread, proposed: { words: '' } };
      const { body, position } = note.value;
      const mention = readMention(body);
      // Words that not everybody may read: an id that stands for no run that is known keeps the ask private.
      const amends = isInternal(note.value) ? { amends: [`note_${noteId}`] } : {};
      const { command } = mention ?? {};
      if (command) {
        // What is offered on the page alone is asked of the page, unless the comment is about a line.
        const places = [discussionId, ...(position ? [] : [undefined])];
        for (const all of command.slash ? [false, true] : [false])
          for (const place of new Set(places)) {
            // One after the other: the first that is offered ends the search.
            const preset = presetOfMention(command, await offered(page, place, all));
            if (preset === null) continue;
            return {
              ...(place === undefined ? {} : { discussionId: place }),
              proposed: { words: cleanPlain(command.rest).text, preset, ...amends },
            };
          }
      }
      const { text: words } = cleanPlain(mention?.words ?? '');
      const preset = discussionId === undefined ? 'ask' : 'answer-thread';
      return { ...thread, proposed: { words, preset, ...amends } };
    },
  };
}
