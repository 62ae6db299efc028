import { z } from 'zod';
import { type StoredValue, createList } from './createList.ts';

/** More comments than anybody saves in the ten minutes after which none is asked with at once. */
const MOST = 300;

const AskedNote = z.object({
  site: z.string(),
  noteId: z.number(),
  /** The run that came of it; absent where it was not confirmed. */
  runId: z.string().exactOptional(),
});

/** Comments that were asked with at once, by GitLab's number: each is once in its life. */
export interface AskedNotes {
  /** True where it was none of them before, which it is from now on. */
  claim(site: string, noteId: number): Promise<boolean>;
  /** Keeps which run came of one that was claimed. */
  keepRun(site: string, noteId: number, runId: string): Promise<void>;
  /** A site's comments of which a run came. */
  withRuns(site: string): Promise<{ noteId: number; runId: string }[]>;
  removeSite(site: string): Promise<void>;
}

export function createAskedNotes(item: StoredValue): AskedNotes {
  const stored = createList(item, AskedNote);
  return {
    async claim(site, noteId) {
      let isNew = false;
      await stored.update((all) => {
        isNew = all.every((one) => one.site !== site || one.noteId !== noteId);
        return isNew ? [{ site, noteId }, ...all].slice(0, MOST) : all;
      });
      return isNew;
    },
    keepRun: (site, noteId, runId) =>
      stored.update((all) =>
        all.map((one) => (one.site === site && one.noteId === noteId ? { ...one, runId } : one)),
      ),
    async withRuns(site) {
      const here = (await stored.list()).filter((one) => one.site === site);
      return here.flatMap(({ noteId, runId }) => (runId === undefined ? [] : [{ noteId, runId }]));
    },
    removeSite: (site) => stored.update((all) => all.filter((one) => one.site !== site)),
  };
}
