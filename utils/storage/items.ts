import { storage } from 'wxt/utils/storage';

/**
 * Everything that is stored, but for tokens (`utils/sites/credentials.ts`). For the background only. What is read is
 * `unknown` here: a failed migration, or an older version after a newer one, may have left anything; each reader parses it.
 */

/** Sites that are switched on. Lives until each is removed. */
export const storedSites = storage.defineItem<unknown>('local:sites', { fallback: [], version: 1 });

/** What was typed and not sent. Goes with its site. */
export const storedDrafts = storage.defineItem<unknown>('local:drafts', {
  fallback: [],
  version: 1,
});

/** Drafts that the disk had no room for. Ends with the browser's session. */
export const storedSpareDrafts = storage.defineItem<unknown>('session:drafts', { fallback: [] });

/** Which id the next ask of a page or thread will have. Goes with its site. */
export const storedDraftIds = storage.defineItem<unknown>('local:draftIds', {
  fallback: [],
  version: 1,
});

/** The last runs, without prompts. */
export const storedRuns = storage.defineItem<unknown>('local:runs', { fallback: [], version: 1 });

/** How far the first run has come. */
export const storedFirstRun = storage.defineItem<unknown>('local:firstRun', {
  fallback: null,
  version: 1,
});

/** Until when each site wants to be left alone. */
export const storedQuiet = storage.defineItem<unknown>('session:quiet', { fallback: {} });

/** What the user wants on all sites. */
export const storedSettings = storage.defineItem<unknown>('local:settings', {
  fallback: null,
  version: 1,
});

/** Ids of runs that ended and were not looked at. */
export const storedUnseen = storage.defineItem<unknown>('local:unseen', {
  fallback: [],
  version: 1,
});

/** What was asked last, in the user's own words: to ask it again. */
export const storedAsks = storage.defineItem<unknown>('local:asks', { fallback: [], version: 1 });

/** Ids and sizes of the previews that are kept, oldest first. Ends with the browser's session. */
export const storedPreviewIndex = storage.defineItem<unknown>('session:previews', { fallback: [] });

/** One preview: what Send will fire. */
export function storedPreview(id: string) {
  return storage.defineItem<unknown>(`session:preview:${id}`, { fallback: null });
}

/** Presets that the user made. Lives until each is removed. */
export const storedPresets = storage.defineItem<unknown>('local:presets', {
  fallback: [],
  version: 1,
});

/** Key of what is kept for the browser's session only; what it opens lies elsewhere. Ends with that session. */
export const storedSealKey = storage.defineItem<unknown>('session:sealKey', { fallback: null });

/** What the user chose for single projects. Goes with its site. */
export const storedChoices = storage.defineItem<unknown>('local:projectChoices', {
  fallback: [],
  version: 1,
});

/** Addresses that imported settings brought, to be signed in to. */
export const storedOffers = storage.defineItem<unknown>('local:siteOffers', {
  fallback: [],
  version: 1,
});
