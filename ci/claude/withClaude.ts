import { installedClaude } from './findClaude.ts';
import type { JobBase } from '../Job.ts';
import { openClaude, type OpenedClaude } from './openClaude.ts';
import type { Place } from '../request/readPlace.ts';

/**
 * Has Claude made ready while the rest is still being looked up, and ends it with that: at once where the clone has proved which
 * project this is, else once GitLab has said so.
 * @param use gets a way to Claude at the asked project's place
 */
export async function withClaude<Result>(
  base: JobBase,
  home: Place,
  use: (opening: (place: Place) => Promise<OpenedClaude>) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const signal = AbortSignal.any([base.cancelled, over.signal]);
  const installing = installedClaude(home.projectFolder);
  const open = (place: Place): Promise<OpenedClaude> => {
    const made = openClaude({ ...base, place }, installing, signal);
    // Why there is none is told where it is wanted.
    made.catch(() => undefined);
    return made;
  };
  let opening = home.unproved || base.request.otherProject !== null ? null : open(home);
  try {
    // What this program still loads to talk to GitLab takes longer than to start the image's Claude Code, and would be waited for.
    if (base.request.mode !== 'change' && (await installing) !== null)
      await opening?.catch(() => undefined);
    return await use((place) => (opening ??= open(place)));
  } finally {
    over.abort();
    const opened = await opening?.catch(() => null);
    opened?.close();
  }
}
